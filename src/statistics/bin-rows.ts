/** How many rows there are in all the bins, then and now. */
export interface BinRows {
  readonly baseline: number;
  readonly current: number;
}

/**
 * Sums up two lists of counts over the same bins. Asked of every feature of every version by a snapshot, it makes
 * no objects for the checks.
 *
 * @param baseline - rows per bin, each a finite number >= 0.
 * @param current - rows per bin over the same bins.
 * @returns `undefined` when either side has no rows.
 * @throws RangeError when the lengths differ, a count is negative or not finite, or their sum is not finite.
 */
export function binRows(baseline: ArrayLike<number>, current: ArrayLike<number>): BinRows | undefined {
  if (baseline.length !== current.length) {
    throw new RangeError(`baseline has length ${baseline.length}, current has length ${current.length}`);
  }
  const rows = { baseline: rowsIn('baseline', baseline), current: rowsIn('current', current) };
  return rows.baseline === 0 || rows.current === 0 ? undefined : rows;
}

function rowsIn(name: keyof BinRows, counts: ArrayLike<number>): number {
  let rows = 0;
  for (let bin = 0; bin < counts.length; bin += 1) {
    const count = counts[bin] as number;
    if (!(count >= 0 && count < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`${name}[${bin}] is ${count}, not a finite number >= 0`);
    }
    rows += count;
  }
  if (rows === Number.POSITIVE_INFINITY) throw new RangeError('the counts sum to more than a number holds');
  return rows;
}
