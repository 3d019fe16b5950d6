import { FEWEST_ROWS } from '../../src/domain/feature-drift.ts';
import { gauge, increase } from '../../src/rules/counters.ts';
import { psi, psiThreshold } from '../../src/rules/drift-figures.ts';
import { FIGURES } from '../../src/rules/figures.ts';
import {
  aggregate,
  binary,
  call,
  inParentheses,
  PER_VERSION,
  promqlNumber,
  ratio,
} from '../../src/rules/promql.ts';
import { zSquared } from '../../src/statistics/z-squared.ts';
import { COUNTS, WINDOW } from './scope.ts';

const CONFIDENCE = 0.95;

/** A figure as the rules for Prometheus have it, over the chosen window. */
export function figure(metric: string): string {
  const value = FIGURES[metric]?.(COUNTS, WINDOW).value;
  if (value === undefined) throw new RangeError(`there is no figure called ${metric}`);
  return value;
}

/** Where the true accuracy lies with 95 %: Wilson's interval, (h + z²/2 ± z √(h (1 - h/n) + z²/4)) / (n + z²). */
export function accuracyBound(side: 'lower' | 'upper'): string {
  const hits = aggregate('sum', PER_VERSION, increase(WINDOW, 'model_accuracy_sum'));
  const [n, squared] = [`(${COUNTS.judged} > 0)`, zSquared(CONFIDENCE)];
  const misses = inParentheses(binary('1', '-', binary(hits, '/', n)));
  const variance = binary(binary(hits, '*', misses), '+', promqlNumber(squared / 4));
  const deviation = `${promqlNumber(Math.sqrt(squared))} * ${call('sqrt', variance)}`;
  const middle = binary(hits, '+', promqlNumber(squared / 2));
  const bound = inParentheses(binary(middle, side === 'lower' ? '-' : '+', deviation));
  return binary(bound, '/', inParentheses(binary(n, '+', promqlNumber(squared))));
}

/** Of the replicas' estimates the mean, each by its predictions; every one is of that replica's own window. */
export function estimatedAccuracy(): string {
  const replicas = `on (${[...PER_VERSION, 'job', 'instance'].join(', ')})`;
  const estimates = gauge(WINDOW, 'model_quality_estimated', 'metric="accuracy"');
  const predictions = increase(WINDOW, 'model_predictions_total');
  const weighted = aggregate('sum', PER_VERSION, binary(estimates, `* ${replicas}`, predictions));
  return ratio(weighted, aggregate('sum', PER_VERSION, binary(predictions, `and ${replicas}`, estimates)));
}

/** 1 for a feature that has drifted, 0 for a stable one; none of a feature of too few values to tell. */
export function drifted(): string {
  const verdict = inParentheses(binary(psi(COUNTS), '>= bool', psiThreshold(COUNTS)));
  return binary(verdict, 'and', binary(COUNTS.values, '>=', String(FEWEST_ROWS)));
}
