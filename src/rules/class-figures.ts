import { increase, type Scope, total } from './counters.ts';
import { type Counts, OTHER } from './counts.ts';
import { type Figure, figure, shareOf } from './figure.ts';
import { aggregate, binary, differs, equals, inParentheses, PER_VERSION, ratio } from './promql.ts';

const CONFUSION = 'model_confusion_total';

/** Figures of one class against all others. */
export type ClassMetric = 'precision' | 'recall' | 'f1' | 'specificity';

/** One figure of every class, told apart by the label `class`. */
export function eachClass(counts: Counts, metric: ClassMetric): Figure {
  const { classified, hits, actual, predicted } = counts;
  if (metric === 'precision') return shareOf(hits, predicted);
  if (metric === 'recall') return shareOf(hits, actual);
  if (metric === 'f1') return f1(hits, binary(actual, '+', predicted));
  const n = binary(classified, `- on (${PER_VERSION.join(', ')}) group_right ()`, actual);
  const falseAlarms = ratio(inParentheses(binary(predicted, '-', hits)), n);
  return { value: `1 - ${inParentheses(falseAlarms)}`, n, isShare: true };
}

/** A figure of one class, of a model version. */
export function oneClass(scope: Scope, metric: ClassMetric, name: string): Figure {
  const count = (...matchers: readonly string[]): string => total(scope, CONFUSION, ...matchers);
  const [actual, predicted] = [equals('actual', name), equals('predicted', name)];
  if (metric === 'precision') return shareOf(count(actual, predicted), count(predicted));
  if (metric === 'recall') return shareOf(count(actual, predicted), count(actual));
  if (metric === 'f1') return f1(count(actual, predicted), binary(count(actual), '+', count(predicted)));
  const notActual = differs('actual', name);
  return shareOf(count(notActual, differs('predicted', name)), count(notActual));
}

/** The mean over the classes that have the figure. */
export function macro(counts: Counts, scope: Scope, metric: ClassMetric): Figure {
  const mean = aggregate('avg', PER_VERSION, eachClass(counts, metric).value);
  return figure(overAllClasses(scope, mean), counts.classified);
}

/** A figure over all classes, absent where one of them stands for many. */
export function overAllClasses(scope: Scope, value: string): string {
  const [actual, predicted] = [equals('actual', OTHER), equals('predicted', OTHER)];
  const others = binary(increase(scope, CONFUSION, actual), 'or', increase(scope, CONFUSION, predicted));
  return inParentheses(binary(value, 'unless', binary(aggregate('sum', PER_VERSION, others), '>', '0')));
}

/** @param both - how often it was right, and how often it was said. */
function f1(hits: string, both: string): Figure {
  return figure(ratio(`2 * ${hits}`, both), binary(both, '-', hits));
}
