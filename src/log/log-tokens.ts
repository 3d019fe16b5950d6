import type { ServerResponse } from 'node:http';
import { REDACTED } from '../domain/secret-names.ts';
import {
  type BuiltInToken,
  isApplicationToken,
  type LogToken,
  MORGAN,
  MORGAN_TOKENS,
} from './built-in-tokens.ts';
import { escapeField } from './escape-field.ts';
import type { LogLine, LogRecord, LogRequest } from './log-request.ts';
import { MODEL_TOKENS, type ModelToken, type RecordToken, TIME_TOKENS } from './record-tokens.ts';
import type { Redactor } from './redaction.ts';

/** Every token a format can use: morgan's, ours, and those the application gave to `morgan.token`. */
export type LogTokens = Readonly<Record<BuiltInToken | ModelToken, LogToken>> & {
  readonly [name: string]: LogToken;
};

/** A function format, as morgan has them: makes a line, or `null` or `undefined` for none. */
export type LogFormatFunction = {
  // A method, because its parameters are bivariant: a format that asks for Express's own `Request` fits.
  format(tokens: LogTokens, req: LogRequest, res: ServerResponse): LogLine;
}['format'];

/** One request as a format sees it, with what the monitor knows of it. */
export interface LogExchange {
  readonly req: LogRequest;
  readonly res: ServerResponse;
  readonly record: LogRecord;
}

/**
 * morgan's tokens with ours beside them, on an object that inherits from morgan and leaves it as it is.
 * Ours speak of the record whose line is being made. A token that the application itself gave to
 * morgan, under one of our names or one of morgan's, stays the application's.
 */
export class RecordTokens {
  readonly tokens: LogTokens;
  #record: LogRecord = {};

  constructor(redactor: Redactor) {
    const ours = Object.entries({ ...MODEL_TOKENS, ...TIME_TOKENS }).filter(
      ([name]) => !isApplicationToken(name),
    );
    this.tokens = Object.assign(
      Object.create(MORGAN),
      Object.fromEntries(ours.map(([name, read]) => [name, this.#token(read)])),
      redactingTokens(redactor),
    );
  }

  /** Calls `format` while our tokens speak of the exchange's record. */
  format(format: LogFormatFunction, exchange: LogExchange): LogLine {
    const outer = this.#record;
    this.#record = exchange.record;
    try {
      return format(this.tokens, exchange.req, exchange.res);
    } finally {
      this.#record = outer;
    }
  }

  #token(read: RecordToken): LogToken {
    return (_req, _res, argument) => {
      const value = read(this.#record, argument);
      return value === undefined ? undefined : escapeField(value);
    };
  }
}

/** The tokens that can show a secret, without it. Escaping leaves names and delimiters as they were. */
function redactingTokens({ isSecretName, redactUrl }: Redactor): Readonly<Record<string, LogToken>> {
  const withoutQuerySecrets = (value: string | undefined) =>
    typeof value === 'string' ? redactUrl(value) : value;
  const urlToken =
    (name: BuiltInToken): LogToken =>
    (req, res, argument) =>
      withoutQuerySecrets(MORGAN_TOKENS[name](req, res, argument));
  const headerToken =
    (name: BuiltInToken): LogToken =>
    (req, res, header) => {
      const value = MORGAN_TOKENS[name](req, res, header);
      return value && isSecretName(String(header)) ? REDACTED : withoutQuerySecrets(value);
    };
  return {
    url: urlToken('url'),
    referrer: urlToken('referrer'),
    req: headerToken('req'),
    res: headerToken('res'),
  };
}
