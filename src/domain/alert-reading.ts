import { estimatedAccuracyInterval } from '../statistics/estimated-accuracy-interval.ts';
import { type Interval, wilsonInterval } from '../statistics/wilson-interval.ts';

/** A figure to be judged, with what it is of. */
export interface Reading {
  /** Empty for the model version as a whole. */
  readonly class: string;
  /** Empty for what is not of one feature. */
  readonly feature: string;
  /** `undefined` when there is nothing to say. */
  readonly value: number | undefined;
  /** What it rests on. */
  readonly n: number;
  /** Where the figure is a share of `n`: how many of them. */
  readonly hits?: number | undefined;
  /** Where it is an estimated accuracy: the rows that its calibration was learned from. */
  readonly calibrationRows?: number;
  /** Where the figure brings a bound of its own. */
  readonly threshold?: number | undefined;
}

/** Readings by the name of their metric. */
export type ReadingsByMetric = ReadonlyMap<string, readonly Reading[]>;

/** What is said of a subject without any figure. */
export function emptyReading({
  class: name = '',
  feature = '',
}: Partial<Pick<Reading, 'class' | 'feature'>> = {}): Reading {
  return { class: name, feature, value: undefined, n: 0 };
}

/** Where the true value lies; `undefined` of figures of which that cannot be said. */
export function intervalOf(
  { value, n, hits, calibrationRows = 0 }: Reading,
  confidence: number,
): Interval | undefined {
  if (value === undefined) return undefined;
  if (hits !== undefined) return wilsonInterval(hits, n, confidence);
  if (calibrationRows === 0) return undefined;
  return estimatedAccuracyInterval({ accuracy: value, rows: n, calibrationRows }, confidence);
}
