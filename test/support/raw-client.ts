import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface RawRequest {
  readonly method?: string | undefined;
  readonly path: string;
  readonly httpVersion?: string | undefined;
  /** Beside `Host`, and `Content-Length` where there is a body. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

/** The request as it goes over the wire. */
export function requestText(request: RawRequest): string {
  const { method = 'GET', path, httpVersion = '1.1', headers = {}, body } = request;
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries({ Host: 'test', ...headers, ...length }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${path} HTTP/${httpVersion}\r\n${lines.join('')}\r\n${body ?? ''}`;
}

/** Sends bytes on a connection of their own; resolves to what came back until the server closed it, as latin-1. */
export async function sendRaw(port: number, bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return (await buffer(socket)).toString('latin1');
}

/** One request, after whose answer the server closes the connection. */
export function requestOnce(port: number, request: RawRequest): Promise<string> {
  return sendRaw(port, requestText({ ...request, headers: { Connection: 'close', ...request.headers } }));
}

/** An answer without the one thing that differs from second to second. */
export function withoutDate(answer: string): string {
  return answer.replace(/^(date: ).*(?=\r$)/gim, '$1(masked)');
}
