import type { LogStream } from '../log/line-writer.ts';
import { createLogFormat } from '../log/log-format.ts';
import type { LogFormatFunction } from '../log/log-tokens.ts';
import { createRedactor } from '../log/redaction.ts';
import type { LogSkip, RequestLogOptions } from '../log/request-log.ts';
import { arrayOf, callback, either, flag, objectWith, oneOf, text } from './checks.ts';
import { OptionReader } from './option-reader.ts';

const DEFAULT_FORMAT = 'combined';

const format = either(text, callback<LogFormatFunction>('(tokens, req, res) => string'));
const stream = objectWith<LogStream>({ write: callback('') }, 'a stream, or an object with write(line)');
const redact = either(oneOf([false]), arrayOf(text, 'an array of names'));

/** @returns `undefined` when the log is off. */
export function parseLog(options: OptionReader): RequestLogOptions | undefined {
  const given = options.group(
    'log',
    'true, false, a format name or string, a function (tokens, req, res) => string, or an object of options',
    either(flag, format),
  );
  if (given === false) return undefined;
  const isGroup = given instanceof OptionReader;
  const reader = isGroup ? given : OptionReader.empty();
  const shorthand = typeof given === 'string' || typeof given === 'function' ? given : undefined;
  const configuration: RequestLogOptions = {
    format: reader.read('format', format) ?? shorthand ?? DEFAULT_FORMAT,
    stream: reader.read('stream', stream),
    skip: reader.read('skip', callback<LogSkip>('(req, res) => boolean')),
    isImmediate: reader.read('immediate', flag) ?? false,
    redact: reader.read('redact', redact) ?? [],
  };
  reader.finish();
  const problem = formatProblem(configuration);
  if (problem !== undefined) (isGroup ? reader : options).report(isGroup ? 'format' : 'log', problem);
  return configuration;
}

/** A format that names an unknown token is found out now, not with the first request. */
function formatProblem({ format, redact }: RequestLogOptions): string | undefined {
  try {
    createLogFormat(format, createRedactor(redact));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
