import type { Scope } from './counters.ts';
import type { Counts } from './counts.ts';
import { ratio } from './promql.ts';

/** A figure as PromQL; both parts are operands that need no parentheses before a comparison. */
export interface Figure {
  /** Absent, rather than NaN, where nothing is known. */
  readonly value: string;
  /** What it rests on, by the same labels. */
  readonly n: string;
  /** Whether the value is a share of `n`, so that an interval tells where the true one lies. */
  readonly isShare: boolean;
}

/** @param scope - of the same series and range as the counts, for what they do not hold. */
export type FigureMaker = (counts: Counts, scope: Scope) => Figure;

export function shareOf(hits: string, n: string): Figure {
  return { value: ratio(hits, n), n, isShare: true };
}

export function figure(value: string, n: string): Figure {
  return { value, n, isShare: false };
}
