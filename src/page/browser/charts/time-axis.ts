/** On either side of a time that stands alone. */
const ALONE_SECONDS = 60;

/** What the axis shows of times in seconds since 1970, ascending; by itself uPlot shows years of a single one. */
export function shownTimes(times: readonly number[]): [number, number] {
  const [first = 0] = times;
  const last = times.at(-1) ?? first;
  return first < last ? [first, last] : [first - ALONE_SECONDS, last + ALONE_SECONDS];
}
