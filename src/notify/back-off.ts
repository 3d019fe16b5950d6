const FIRST_MS = 500;
const LONGEST_MS = 10_000;

/**
 * How long to wait after so many misses in a row: twice as long each time, up to 10 s, of which a random half
 * is left out, so that replicas do not come back together.
 *
 * @param misses - from 1.
 * @see M. Brooker, Exponential Backoff And Jitter, AWS Architecture Blog (2015), "equal jitter"
 */
export function backOffMs(misses: number): number {
  const ceiling = Math.min(FIRST_MS * 2 ** (misses - 1), LONGEST_MS);
  return ceiling * (0.5 + Math.random() / 2);
}
