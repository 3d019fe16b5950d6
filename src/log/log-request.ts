import type { IncomingMessage } from 'node:http';
import type { RequestRecord } from '../domain/request-record.ts';

/** What the log reads of a request: Node's own members, and those that Express adds. */
export interface LogRequest extends IncomingMessage {
  readonly ip?: string | undefined;
  readonly originalUrl?: string | undefined;
}

/** A request record as far as it is known when the line is written: with `immediate`, hardly at all. */
export type LogRecord = {
  readonly [Field in keyof RequestRecord]?: RequestRecord[Field] | undefined;
};

/** What a format makes of a request: a line, an object for an object-mode stream, or nothing to log. */
export type LogLine = string | object | null | undefined;
