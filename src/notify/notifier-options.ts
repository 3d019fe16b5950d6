import { urlToHttpOptions } from 'node:url';
import { type Duration, secondsOf } from '../domain/duration.ts';
import { nearestName } from '../domain/nearest-name.ts';
import { headerProblems } from './header-problems.ts';

export interface NotifierOptions {
  /** Sent with every request, such as `Authorization`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** How long one attempt may take. Default `'10s'`. */
  readonly timeout?: Duration | undefined;
  /** How many events wait at most. Default 1000. */
  readonly queueLength?: number | undefined;
  /** How long an event is tried again, counted from when it was raised. Default `'15m'`. */
  readonly retryFor?: Duration | undefined;
  /** Stands in `model_notifications_total` and as the receiver's name. Default the kind: `'webhook'`. */
  readonly name?: string | undefined;
  /** Where a person finds more, such as the monitor's page; sent along. Default none. */
  readonly link?: string | undefined;
}

/** The same, checked, complete and in milliseconds. */
export interface NotifierSettings {
  readonly name: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly queueLength: number;
  readonly retryForMs: number;
  /** Empty for none. */
  readonly link: string;
}

export const DEFAULTS = { timeout: '10s', queueLength: 1000, retryFor: '15m' } as const;

/** A timer of Node's cannot be set to more than 24.8 days, and fires at once when it is. */
const LONGEST_TIMEOUT_SECONDS = 3600;
const LONGEST_QUEUE = 100_000;
const NAME = /^[A-Za-z0-9._:@-]{1,64}$/;

/** What is wrong with an option's value, without the value: it may hold a secret. */
type Problems = (path: string, value: unknown) => readonly string[];

const CHECKS: Readonly<Record<keyof NotifierOptions, Problems>> = {
  headers: headerProblems,
  timeout: expecting(
    'a duration above 0 and of at most an hour: a number of seconds, or a string like "500ms", "10s", "5m"',
    (value) => secondsOf(value) > 0 && secondsOf(value) <= LONGEST_TIMEOUT_SECONDS,
  ),
  queueLength: expecting(
    `a whole number from 1 to ${LONGEST_QUEUE}`,
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= LONGEST_QUEUE,
  ),
  retryFor: expecting(
    'a duration above 0: a number of seconds, or a string like "10s", "15m", "24h"',
    (value) => secondsOf(value) > 0 && secondsOf(value) < Number.POSITIVE_INFINITY,
  ),
  name: expecting(
    '1 to 64 of the characters A-Z a-z 0-9 . _ : @ -',
    (value) => typeof value === 'string' && NAME.test(value),
  ),
  link: expecting(
    'an address that begins with http:// or https://',
    (value) => addressOf(value) !== undefined,
  ),
};

/**
 * Reads what a notifier was given.
 *
 * @param kind - what it is called where it was not given a name.
 * @throws TypeError with everything that is wrong. It says neither the url nor a value, which can be secrets.
 */
export function readNotifierOptions(
  kind: string,
  url: string,
  options: NotifierOptions = {},
): NotifierSettings {
  const address = addressOf(url);
  const problems =
    address === undefined ? ['url: expected an address that begins with http:// or https://'] : [];
  problems.push(...optionProblems(options));
  if (address === undefined || problems.length > 0) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    throw new TypeError(
      `the options of ${kind} have ${count}:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    );
  }
  return {
    name: options.name ?? kind,
    url: address,
    headers: { ...options.headers },
    timeoutMs: 1000 * secondsOf(options.timeout ?? DEFAULTS.timeout),
    queueLength: options.queueLength ?? DEFAULTS.queueLength,
    retryForMs: 1000 * secondsOf(options.retryFor ?? DEFAULTS.retryFor),
    link: options.link ?? '',
  };
}

function expecting(expected: string, accepts: (value: unknown) => boolean): Problems {
  return (path, value) => (accepts(value) ? [] : [`${path}: expected ${expected}`]);
}

function optionProblems(options: unknown): readonly string[] {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    return ['options: expected an object'];
  }
  return Object.entries(options).flatMap(([name, value]) => {
    const check = Object.entries(CHECKS).find(([known]) => known === name);
    if (check === undefined) return [unknownOption(name)];
    return value === undefined ? [] : check[1](name, value);
  });
}

function unknownOption(name: string): string {
  const nearest = nearestName(name, Object.keys(CHECKS));
  return `${name}: unknown option${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
}

/** `undefined` for what is no address that a request can be sent to. */
function addressOf(value: unknown): URL | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    const url = new URL(value);
    // Throws for a user or password that is not properly percent-encoded, as the request would.
    urlToHttpOptions(url);
    return ['http:', 'https:'].includes(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
