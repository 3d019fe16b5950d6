import { RankCursor } from './rank-cursor.ts';

/**
 * Ascending distinct values that stand for many more, with what is known of the rank of each. Only order counts:
 * a rising transform of the values leaves everything else as it is.
 *
 * @see M. Greenwald, S. Khanna, Space-efficient online computation of quantile summaries, SIGMOD 2001. Here both
 *   sides of a tie are bounded, so that a value however frequent stays one exact entry.
 */
export interface RankSummary {
  readonly values: Float64Array;
  /** Rows counted at this value: those equal to it, and some of those between it and the value before. */
  readonly rows: Float64Array;
  /** How many rows may lie below this value, beyond those counted at the values before it. */
  readonly perhapsBelow: Float64Array;
  /** How many rows may lie at or below this value, beyond those counted up to it. */
  readonly perhapsUpTo: Float64Array;
}

/** The summary of ascending values in which nothing is open. */
export function exactSummary(sorted: Float64Array): RankSummary {
  const exact = blankSummary(sorted.length);
  let length = 0;
  for (const value of sorted) {
    if (exact.values[length - 1] !== value) {
      exact.values[length] = value;
      length += 1;
    }
    exact.rows[length - 1] = (exact.rows[length - 1] as number) + 1;
  }
  return partOf(exact, 0, length);
}

/**
 * The summary of the rows of both. What was open in either adds up, as the rows do, so that the share of rows
 * that is open grows no larger than in the worse of the two.
 */
export function uniteSummaries(left: RankSummary, right: RankSummary): RankSummary {
  const united = blankSummary(left.values.length + right.values.length);
  const [a, b] = [new RankCursor(left), new RankCursor(right)];
  let length = 0;
  for (; a.hasNext || b.hasNext; length += 1) {
    const value = Math.min(a.nextValue, b.nextValue);
    a.moveTo(value);
    b.moveTo(value);
    united.values[length] = value;
    united.rows[length] = a.rows + b.rows;
    united.perhapsBelow[length] = a.perhapsBelow + b.perhapsBelow;
    united.perhapsUpTo[length] = a.perhapsUpTo + b.perhapsUpTo;
  }
  return partOf(united, 0, length);
}

/**
 * A shorter summary: each value joins the one above it unless more than `mostPerhaps` rows would then be open
 * there. The smallest and the largest value stay, so that what comes outside them is not open.
 */
export function joinNeighbours(summary: RankSummary, mostPerhaps: number): RankSummary {
  const { values, rows, perhapsBelow, perhapsUpTo } = summary;
  const joined = blankSummary(values.length);
  let first = values.length;
  for (let index = values.length - 1; index >= 0; index -= 1) {
    const below = (joined.perhapsBelow[first] ?? Number.POSITIVE_INFINITY) + (rows[index] as number);
    // Joining may use half of the allowance: values that come in between inherit it, and need the rest to join.
    const byJoining = below - (joined.perhapsUpTo[first] ?? 0);
    if (index > 0 && below <= mostPerhaps && byJoining <= mostPerhaps / 2) {
      joined.rows[first] = (joined.rows[first] as number) + (rows[index] as number);
      joined.perhapsBelow[first] = below;
    } else {
      first -= 1;
      joined.values[first] = values[index] as number;
      joined.rows[first] = rows[index] as number;
      joined.perhapsBelow[first] = perhapsBelow[index] as number;
      joined.perhapsUpTo[first] = perhapsUpTo[index] as number;
    }
  }
  return partOf(joined, first, values.length);
}

function blankSummary(length: number): RankSummary {
  return {
    values: new Float64Array(length),
    rows: new Float64Array(length),
    perhapsBelow: new Float64Array(length),
    perhapsUpTo: new Float64Array(length),
  };
}

/** A copy of the entries from `start` to before `end`, which keeps no longer array alive. */
function partOf(summary: RankSummary, start: number, end: number): RankSummary {
  return {
    values: summary.values.slice(start, end),
    rows: summary.rows.slice(start, end),
    perhapsBelow: summary.perhapsBelow.slice(start, end),
    perhapsUpTo: summary.perhapsUpTo.slice(start, end),
  };
}
