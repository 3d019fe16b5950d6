import type { ServerResponse } from 'node:http';
import morgan from 'morgan';
import { isApplicationToken, isBuiltInFormat, MORGAN } from './built-in-tokens.ts';
import { COMBINED_FORMAT, COMMON_FORMAT, combinedLine, commonLine } from './combined-line.ts';
import { checkFormatString, isFormatName, tokenNames } from './format-string.ts';
import { jsonLine } from './json-line.ts';
import type { LogLine, LogRecord, LogRequest } from './log-request.ts';
import { type LogFormatFunction, RecordTokens } from './log-tokens.ts';
import { modelFields } from './model-line.ts';
import { LATENCY_TOKENS } from './record-tokens.ts';
import type { Redactor } from './redaction.ts';

/** Makes the line of one request. */
export type LineFormatter = (req: LogRequest, res: ServerResponse, record: LogRecord) => LogLine;

/** A format ready to use, and what whoever calls it must provide for. */
export interface LogFormat {
  readonly formatLine: LineFormatter;
  /** A function or a token of the application's runs when a line is made. */
  readonly runsUserCode: boolean;
  /** The line says when the response head was written. */
  readonly readsLatency: boolean;
}

/** Formats written by hand from the values at hand, in place of what `morgan.compile` would make of them. */
const WRITTEN_BY_HAND: ReadonlyMap<string, typeof combinedLine> = new Map([
  [COMBINED_FORMAT, combinedLine],
  [COMMON_FORMAT, commonLine],
]);

/**
 * Finds what a `log.format` means, as morgan does: a function, a name given to `morgan.format`, else a
 * format string. `'model'` and `'json'` are ours, even where morgan has a token of that name.
 *
 * @throws Error when the format names an unknown token, or is an unknown name.
 */
export function createLogFormat(format: string | LogFormatFunction, redactor: Redactor): LogFormat {
  if (typeof format === 'function') return functionFormat(format, redactor);
  if (format === 'json') return jsonFormat(redactor);
  if (format === 'model') return modelFormat(redactor);
  const registered = isFormatName(format) ? MORGAN[format] : format;
  if (typeof registered === 'function') return functionFormat(registered as LogFormatFunction, redactor);
  return stringFormat(String(registered), redactor);
}

function functionFormat(format: LogFormatFunction, redactor: Redactor): LogFormat {
  const tokens = new RecordTokens(redactor);
  return {
    formatLine: (req, res, record) => tokens.format(format, { req, res, record }),
    runsUserCode: !isBuiltInFormat(format),
    readsLatency: true,
  };
}

function stringFormat(format: string, redactor: Redactor): LogFormat {
  checkFormatString(format);
  const names = tokenNames(format);
  const runsUserCode = names.some(isApplicationToken);
  const writeLine = runsUserCode ? undefined : WRITTEN_BY_HAND.get(format);
  if (writeLine !== undefined) {
    return { formatLine: (req, res) => writeLine(req, res, redactor), runsUserCode, readsLatency: false };
  }
  return {
    ...functionFormat(morgan.compile(format), redactor),
    runsUserCode,
    readsLatency: runsUserCode || names.some((name) => LATENCY_TOKENS.has(name)),
  };
}

function jsonFormat(redactor: Redactor): LogFormat {
  return {
    formatLine: (req, res, record) => jsonLine({ req, res, record, redactor }),
    runsUserCode: false,
    readsLatency: true,
  };
}

function modelFormat(redactor: Redactor): LogFormat {
  const { formatLine, runsUserCode } = createLogFormat('combined', redactor);
  return {
    formatLine: (req, res, record) => {
      const line = formatLine(req, res, record);
      return typeof line === 'string' ? `${line} ${modelFields(record)}` : line;
    },
    runsUserCode,
    readsLatency: true,
  };
}
