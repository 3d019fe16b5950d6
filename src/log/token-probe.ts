import type { BuiltInToken } from './built-in-tokens.ts';
import { clfDate } from './date-text.ts';

const HOSTILE = '"\\\n\u0085\u2028';
const ESCAPED = '\\"\\\\\\n\\u0085\\u2028';

/** A start that is no number makes both time tokens say `NaN`, whatever the clock says. */
const NO_TIME = [Number.NaN, Number.NaN];

const PROBE_REQUEST = strict({
  _startAt: NO_TIME,
  headers: new Proxy({}, { get: (_, name) => probeHeader(String(name)) }),
  httpVersionMajor: 7,
  httpVersionMinor: 9,
  ip: `ip${HOSTILE}`,
  method: `METHOD${HOSTILE}`,
  originalUrl: `/url${HOSTILE}`,
});

const PROBE_RESPONSE = strict({
  _startAt: NO_TIME,
  getHeader: (name: string) => `sent ${name}${HOSTILE}`,
  headersSent: true,
  statusCode: 299,
});

/** What each of morgan's own tokens says of the probe, and its argument where it needs one. */
const PROBES: Readonly<Record<BuiltInToken, { argument?: string; answer(): string }>> = {
  url: { answer: () => `/url${ESCAPED}` },
  method: { answer: () => `METHOD${ESCAPED}` },
  'response-time': { answer: () => 'NaN' },
  'total-time': { answer: () => 'NaN' },
  date: { argument: 'clf', answer: () => clfDate(Date.now()) },
  status: { answer: () => '299' },
  referrer: { answer: () => `referer${ESCAPED}` },
  'remote-addr': { answer: () => `ip${ESCAPED}` },
  'remote-user': { answer: () => `user${ESCAPED}` },
  pid: { answer: () => String(process.pid) },
  'http-version': { answer: () => '7.9' },
  'user-agent': { answer: () => `user-agent${ESCAPED}` },
  req: { argument: 'probe', answer: () => `probe${ESCAPED}` },
  res: { argument: 'probe', answer: () => `sent probe${ESCAPED}` },
};

/**
 * Whether `token` is what morgan itself has under this name, found out by asking it about a request that
 * does not exist. A replacement shows itself by another answer, or by reading what morgan's does not.
 */
export function answersAsMorgan(name: BuiltInToken, token: unknown): boolean {
  const { argument, answer } = PROBES[name];
  if (typeof token !== 'function') return false;
  try {
    const before = answer();
    const said = token(PROBE_REQUEST, PROBE_RESPONSE, argument);
    // The date may have moved on by a second between the two.
    return said === before || said === answer();
  } catch {
    return false;
  }
}

function probeHeader(name: string): string {
  if (name === 'authorization') return `Basic ${Buffer.from(`user${HOSTILE}:`).toString('base64')}`;
  return `${name}${HOSTILE}`;
}

/** An object that lets nothing be read but what it has: a token that looks elsewhere is not morgan's. */
function strict<T extends object>(members: T): T {
  return new Proxy(members, {
    get(target, name) {
      if (!Reflect.has(target, name)) throw new TypeError(`the probe has no ${String(name)}`);
      return Reflect.get(target, name);
    },
  });
}
