import type { IncomingHttpHeaders, OutgoingHttpHeader, ServerResponse } from 'node:http';
import type { LogRecord, LogRequest } from '../../src/log/log-request.ts';

/** What a test says of a request; the rest is an answered `GET /`. */
export interface FakeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly ip?: string | undefined;
  readonly headers?: IncomingHttpHeaders | undefined;
  /** `undefined` when no head was sent. */
  readonly status?: number | undefined;
  readonly answerHeaders?: Readonly<Record<string, OutgoingHttpHeader | undefined>>;
}

/** A request and its response with no more than what a log reads of them. */
export function fakeExchange(fake: FakeRequest = {}): { req: LogRequest; res: ServerResponse } {
  const status = 'status' in fake ? fake.status : 200;
  const req = {
    method: fake.method ?? 'GET',
    // What is left of the URL in a router; the log shows the original one.
    url: '/rewritten',
    originalUrl: fake.url ?? '/',
    ip: fake.ip,
    socket: { remoteAddress: '127.0.0.1' },
    connection: { remoteAddress: '127.0.0.1' },
    headers: fake.headers ?? {},
    httpVersionMajor: 1,
    httpVersionMinor: 1,
  };
  const res = {
    headersSent: status !== undefined,
    statusCode: status ?? 200,
    getHeader: (name: string) => fake.answerHeaders?.[name],
  };
  return { req: req as unknown as LogRequest, res: res as unknown as ServerResponse };
}

/** A predict request that went well. */
export const WEATHER_RECORD: LogRecord = {
  route: '/v1/models/:name',
  outcome: 'ok',
  latencySeconds: 0.0012345,
  durationSeconds: 0.0025,
  modelName: 'weather',
  modelVersion: '3',
  predictionId: 'id-1',
  prediction: 'rain',
  accuracy: 0.5,
  traceId: '0af7651916cd43dd8448eb211c80319c',
};
