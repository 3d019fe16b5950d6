import type { ServerResponse } from 'node:http';
import type { Outcome } from '../domain/request-record.ts';
import { isoDate } from './date-text.ts';
import { escapeField } from './escape-field.ts';
import type { LogRecord, LogRequest } from './log-request.ts';
import { milliseconds } from './record-tokens.ts';
import type { Redactor } from './redaction.ts';
import { referrer, remoteAddress, requestUrl, sentContentLength, sentStatus } from './request-fields.ts';

const LEVELS: Readonly<Record<Outcome, string>> = {
  ok: 'info',
  client_error: 'warn',
  server_error: 'error',
  aborted: 'warn',
};

/** What one line of the format `'json'` is made from. */
export interface JsonLineSource {
  readonly req: LogRequest;
  readonly res: ServerResponse;
  readonly record: LogRecord;
  readonly redactor: Redactor;
}

/**
 * The line of the format `'json'`: one object. `status` is always there, `null` when no head was sent;
 * of the others those that have a value. `level` is `error` for a server error, without being asked.
 * The output is personal data, and left to formats that ask for `:prediction`.
 *
 * Put together by hand: 900 ns a line (`bench/micro/log-line.ts`); `JSON.stringify` takes twice that.
 */
export function jsonLine({ req, res, record, redactor }: JsonLineSource): string {
  const { outcome } = record;
  const from = referrer(req);
  const request =
    text('method', req.method) +
    text('url', redactor.redactUrl(requestUrl(req))) +
    text('route', record.route) +
    member('status', String(sentStatus(res) ?? null)) +
    text('outcome', outcome) +
    member('aborted', outcome === 'aborted' ? 'true' : undefined) +
    member('latency_ms', milliseconds(record.latencySeconds)) +
    member('duration_ms', milliseconds(record.durationSeconds)) +
    text('remote_addr', remoteAddress(req)) +
    member('content_length', numeric(sentContentLength(res))) +
    text('referrer', from && redactor.redactUrl(from)) +
    text('user_agent', req.headers['user-agent']);
  const prediction =
    text('model_name', record.modelName) +
    text('model_version', record.modelVersion) +
    text('prediction_id', record.predictionId) +
    member('accuracy', numeric(record.accuracy)) +
    text('trace_id', record.traceId);
  return `{"time":"${isoDate(Date.now())}","level":"${LEVELS[outcome ?? 'ok']}"${request}${prediction}}`;
}

function member(name: string, json: string | undefined): string {
  return json === undefined ? '' : `,"${name}":${json}`;
}

/** What morgan's escaping writes is JSON's too, and escapes more than JSON asks for. */
function text(name: string, value: string | undefined): string {
  return member(name, value === undefined ? undefined : `"${escapeField(value)}"`);
}

/** `undefined` for what JSON has no number for. */
function numeric(value: number | string | undefined): string | undefined {
  const number = Number(value);
  return Number.isFinite(number) ? String(number) : undefined;
}
