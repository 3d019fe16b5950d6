/** The upright axis of a chart over time, of values that are never below 0. */
export interface ValueAxis {
  /** A value in words. */
  readonly format: (value: number) => string;
  /** A round value beside the axis. */
  readonly tick: (value: number) => string;
  /** Nothing lies beyond. */
  readonly largest: number;
  readonly showsZero: boolean;
  /** What is in sight from bottom to top at least. */
  readonly leastSpan: number;
}

/** What the axis shows when the values go from `low` to `high`: a little more, within what there can be. */
export function shownRange(axis: ValueAxis, low: number | null, high: number | null): [number, number] {
  const bottom = axis.showsZero ? 0 : (low ?? 0);
  const top = high ?? axis.leastSpan;
  const missing = Math.max(axis.leastSpan - (top - bottom), 0);
  const air = (top - bottom || top || axis.leastSpan || 1) / 10 + missing / 2;
  const shownTop = Math.min(top + air, axis.largest);
  const shownBottom = axis.showsZero ? 0 : Math.max(Math.min(bottom - air, shownTop - axis.leastSpan), 0);
  return [shownBottom, Math.max(shownTop, shownBottom + axis.leastSpan)];
}
