import type { ServerResponse } from 'node:http';
import morgan from 'morgan';
import type { LogRequest } from './log-request.ts';
import { answersAsMorgan } from './token-probe.ts';

/** What stands in `:token[argument]`, or what a function format passes to a token. */
export type TokenArgument = string | number | boolean | undefined;

/** A token as morgan has them: reads one field of a request for the log; `undefined` is written as `-`. */
export type LogToken = (req: LogRequest, res: ServerResponse, argument?: TokenArgument) => string | undefined;

/** The tokens that morgan itself defines. */
export const BUILT_IN_TOKENS = [
  'url',
  'method',
  'response-time',
  'total-time',
  'date',
  'status',
  'referrer',
  'remote-addr',
  'remote-user',
  'pid',
  'http-version',
  'user-agent',
  'req',
  'res',
] as const;

/** The name of a token of morgan's. */
export type BuiltInToken = (typeof BUILT_IN_TOKENS)[number];

/** morgan keeps its tokens and formats as properties of its own function; its types do not say so. */
export const MORGAN: Readonly<Record<string, unknown>> = Object(morgan);

/** The tokens of `BUILT_IN_TOKENS` as they stand on morgan now, replaced ones included. */
export const MORGAN_TOKENS: Readonly<Record<BuiltInToken, LogToken>> = Object(morgan);

/** Whether the application gave morgan this token, or replaced morgan's own: then it is the application's code. */
export function isApplicationToken(name: string): boolean {
  return Object.hasOwn(MORGAN, name) && MORGAN[name] !== OWN_TOKENS.get(name);
}

/** Whether `format` is morgan's own `dev`, the only named format of morgan's that is a function. */
export function isBuiltInFormat(format: unknown): boolean {
  return format === OWN_DEV_FORMAT;
}

const OWN_DEV_FORMAT = MORGAN['dev'];

/**
 * What stood under morgan's names when this module was loaded and is morgan's own. The application may
 * have replaced a token before that (`morgan.token('remote-addr', …)` is a common recipe), and all
 * tokens look alike from outside: so each one is asked about a probe.
 */
const OWN_TOKENS: ReadonlyMap<string, unknown> = new Map(
  BUILT_IN_TOKENS.filter((name) => answersAsMorgan(name, MORGAN[name])).map((name) => [name, MORGAN[name]]),
);
