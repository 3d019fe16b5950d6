import assert from 'node:assert/strict';
import { stretchesOf, untilScraped } from './prometheus-query.ts';

const SHORTEST_RANGE_SECONDS = 5;
/** How much more the counts of one target may be stretched than those of another. */
const MOST_SPREAD = 0.005;
const MOST_ATTEMPTS = 5;
/** Ratios are off by less than that, differences of sums by about as much. */
const OFF_PER_SPREAD = 3;

/** What answers may be off by where nothing is stretched. */
export const ROUNDING = 1e-11;

/** A range of time in which predictions were served. */
export interface ServedRange {
  readonly seconds: number;
  /** In seconds since 1970. */
  readonly end: number;
  /** What `increase()` makes of a count of 1. */
  readonly stretch: number;
  /** What answers may be off by, since that is not quite the same for all targets. */
  readonly tolerance: number;
}

/**
 * Serves within a range that scrapes divide evenly; once more where they came too late.
 *
 * @param serve - sends what is to be served; called with a name of its own each time.
 */
export async function serveInRange(
  prometheus: string,
  replicas: readonly string[],
  serve: (round: string) => Promise<void>,
): Promise<ServedRange> {
  for (let attempt = 1; ; attempt += 1) {
    const begin = await untilScraped(prometheus, replicas.length);
    // The range is of whole seconds, so it begins up to one later.
    await untilScraped(prometheus, replicas.length, begin + 1);
    await serve(`round-${attempt}`);
    const sent = Math.max(Date.now() / 1000, begin + SHORTEST_RANGE_SECONDS);
    const end = await untilScraped(prometheus, replicas.length, sent);
    const seconds = Math.floor(end - begin);
    const stretches = await stretchesOf(prometheus, { seconds, end });
    const spread = Math.max(...stretches) / Math.min(...stretches) - 1;
    const [stretch = Number.NaN] = stretches;
    if (spread <= MOST_SPREAD)
      return { seconds, end, stretch, tolerance: ROUNDING + OFF_PER_SPREAD * spread };
    assert.ok(attempt < MOST_ATTEMPTS, `scrapes stay irregular: ${stretches}`);
  }
}
