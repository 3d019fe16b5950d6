import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { refuseAsync } from '../domain/faults.ts';
import { createLineWriter, type LineWriter, type LogHealth, type LogStream } from './line-writer.ts';
import { createLogFormat, type LineFormatter } from './log-format.ts';
import type { LogRecord, LogRequest } from './log-request.ts';
import type { LogFormatFunction } from './log-tokens.ts';
import { createRedactor } from './redaction.ts';

/** Says of a request whether its line is left out, as morgan's `skip`. */
export type LogSkip = {
  // A method, because its parameters are bivariant: a skip that asks for Express's own `Request` fits.
  skip(req: LogRequest, res: ServerResponse): boolean;
}['skip'];

/** The request log's settings, all decided. */
export interface RequestLogOptions {
  /** A format of morgan's by name, `'model'`, `'json'`, a format string, or a function. */
  readonly format: string | LogFormatFunction;
  /** stdout when `undefined`. */
  readonly stream: LogStream | undefined;
  readonly skip: LogSkip | undefined;
  /** Lines are written when requests come in, not when they end. */
  readonly isImmediate: boolean;
  /** Names of query parameters and headers to redact beside the usual ones; `false` for none at all. */
  readonly redact: readonly string[] | false;
}

/**
 * The request log: morgan's formats and tokens, and ours, over one line per request. It brings no
 * middleware and waits for nothing: whoever knows when a request ends calls `write`.
 *
 * Formats and tokens of the application's own must be on morgan before this is made.
 */
export class RequestLog {
  readonly isImmediate: boolean;
  /**
   * The application's own code runs when a line is written: a function, a token, `skip`, or the `write`
   * of an object that is no stream. It may look for the request's AsyncLocalStorage context.
   */
  readonly runsUserCode: boolean;
  /** Lines say when the response head was written, so it has to be noted. */
  readonly readsLatency: boolean;
  readonly #formatLine: LineFormatter;
  readonly #skip: LogSkip | undefined;
  readonly #writer: LineWriter;

  /** @throws Error when the format names a token, or is a name, that neither morgan nor we know. */
  constructor(options: RequestLogOptions, health: LogHealth) {
    const { stream, skip } = options;
    const format = createLogFormat(options.format, createRedactor(options.redact));
    const isUserSink = stream !== undefined && !(stream instanceof Writable);
    this.isImmediate = options.isImmediate;
    this.runsUserCode = format.runsUserCode || skip !== undefined || isUserSink;
    this.readsLatency = format.readsLatency;
    this.#formatLine = format.formatLine;
    this.#skip = skip;
    this.#writer = createLineWriter(stream, health);
  }

  /**
   * Writes the line of one request; to be called once for each.
   *
   * @throws what a `skip`, format or token of the application throws; never what the stream throws.
   */
  write(req: LogRequest, res: ServerResponse, record: LogRecord): void {
    if (refuseAsync(this.#skip?.(req, res))) return;
    // A request that has only come in has no route, outcome or times: what stands there means nothing yet.
    const known = this.isImmediate ? { traceId: record.traceId } : record;
    const line = refuseAsync(this.#formatLine(req, res, known));
    if (line !== null && line !== undefined) this.#writer.write(line);
  }

  /** Writes what is held back and takes its listeners off stream and process; the stream stays open. */
  close(): void {
    this.#writer.close();
  }
}
