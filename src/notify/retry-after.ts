/** A receiver that wants to be left alone for longer is asked again after this: it may be mistaken. */
export const LONGEST_WAIT_MS = 300_000;

/**
 * How long a receiver wants to be left alone: its `Retry-After`, which is a number of seconds or a date.
 *
 * @param now - milliseconds since 1970.
 * @returns 0 to 300,000 ms; 0 when it does not say.
 * @see RFC 9110, section 10.2.3
 */
export function retryAfterMs(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), LONGEST_WAIT_MS);
}
