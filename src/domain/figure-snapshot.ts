import { type Interval, wilsonInterval } from '../statistics/wilson-interval.ts';
import type { Figure } from './quality-metrics.ts';

/** A figure with what it rests on. */
export interface FigureSnapshot extends Omit<Figure, 'hits'> {
  /** Where the true share lies, with 95 % confidence; of figures that are shares of `n`. */
  readonly interval?: Interval;
}

const CONFIDENCE = 0.95;

export function figureSnapshot({ metric, class: name, value, n, hits }: Figure): FigureSnapshot {
  const interval = hits === undefined ? undefined : wilsonInterval(hits, n, CONFIDENCE);
  if (interval === undefined) return { metric, n, class: name, value };
  return { metric, n, class: name, value, interval };
}
