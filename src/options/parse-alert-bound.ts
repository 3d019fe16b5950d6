import { type AlertMetric, baselineFigure, isVerdict, isWithinUnit } from '../domain/alert-metrics.ts';
import type { AlertBound } from '../domain/alert-rule.ts';
import type { Check, OptionReader } from './option-reader.ts';

const BOUNDS = ['above', 'below', 'belowBaselineBy'] as const;

const finite: Check<number> = {
  expected: 'a finite number',
  accepts: (value): value is number => Number.isFinite(value),
};

const share: Check<number> = {
  expected: 'a number from 0 to 1',
  accepts: (value): value is number => finite.accepts(value) && value >= 0 && value <= 1,
};

/** 1 is drift, 0 is none: whatever lies between asks for drift. */
const verdict: Check<number> = {
  expected: 'a number from 0 to below 1',
  accepts: (value): value is number => share.accepts(value) && value < 1,
};

/**
 * @param metric - `undefined` when that is wrong itself.
 * @returns `undefined` when there is no bound for this metric, which is reported.
 */
export function parseAlertBound(rule: OptionReader, metric: AlertMetric | undefined): AlertBound | undefined {
  const above = rule.read('above', rangeOf(metric));
  const below = rule.read('below', rangeOf(metric));
  const by = rule.read('belowBaselineBy', share);
  if (metric === undefined || !hasOneBound(rule, metric)) return undefined;
  if (isVerdict(metric)) return { kind: 'drifted' };
  if (above !== undefined) return { kind: 'above', value: above };
  if (below !== undefined) return { kind: 'below', value: below };
  return by === undefined ? undefined : { kind: 'below_baseline', by };
}

function rangeOf(metric: AlertMetric | undefined): Check<number> {
  if (metric === undefined) return finite;
  if (isVerdict(metric)) return verdict;
  return isWithinUnit(metric) ? share : finite;
}

function hasOneBound(rule: OptionReader, metric: AlertMetric): boolean {
  const [first, second] = BOUNDS.filter((name) => rule.has(name));
  if (second !== undefined) {
    rule.report(second, `expected one of above, below and belowBaselineBy, got ${first} too`);
    return false;
  }
  if (isVerdict(metric)) {
    if (first === undefined || first === 'above') return true;
    rule.report(first, `expected above or nothing: ${metric} has a threshold of its own`);
    return false;
  }
  if (first === undefined) {
    rule.report('above', 'expected one of above, below and belowBaselineBy, got none');
    return false;
  }
  if (first !== 'belowBaselineBy' || baselineFigure(metric) !== undefined) return true;
  rule.report(first, `expected above or below: no baseline says how much ${metric} there should be`);
  return false;
}
