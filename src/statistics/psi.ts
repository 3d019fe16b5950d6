import { binRows } from './bin-rows.ts';

/** Half a row in every bin keeps an empty bin finite, and PSI close to its chi-squared law in small windows. */
const ROWS_ADDED_PER_BIN = 0.5;

/**
 * Population stability index: how far `current` moved away from `baseline`.
 * 0 means identical; symmetric; no upper bound; larger is further apart. Chance alone makes it about
 * (B - 1) (1/n + 1/N) for n current and N baseline rows, so judge it by `driftThreshold`.
 *
 * Sum of (q - p) ln(q / p) over the shares p = (count + 1/2) / (rows + B/2), q likewise.
 *
 * @param baseline - rows per bin, length B, each a finite number >= 0.
 * @param current - rows per bin over the same B bins.
 * @returns PSI in nats, >= 0; `undefined` when either side has no rows.
 * @throws RangeError when the lengths differ or a count is negative or not finite.
 * @see B. Yurdakul, Statistical properties of population stability index, Western Michigan University, 2018;
 *   without the half rows it is J(1, 2) of S. Kullback, R. A. Leibler, On information and sufficiency, 1951
 */
export function psi(baseline: ArrayLike<number>, current: ArrayLike<number>): number | undefined {
  const rows = binRows(baseline, current);
  if (rows === undefined) return undefined;
  const added = ROWS_ADDED_PER_BIN * baseline.length;
  let sum = 0;
  for (let bin = 0; bin < baseline.length; bin += 1) {
    const p = ((baseline[bin] as number) + ROWS_ADDED_PER_BIN) / (rows.baseline + added);
    const q = ((current[bin] as number) + ROWS_ADDED_PER_BIN) / (rows.current + added);
    sum += (q - p) * Math.log(q / p);
  }
  return sum;
}
