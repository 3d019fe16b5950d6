import { increase, type Scope } from './counters.ts';
import type { Counts } from './counts.ts';
import { type FigureMaker, figure, shareOf } from './figure.ts';
import { aggregate, binary, call, inParentheses, PER_FEATURE } from './promql.ts';

/** Below this psi nothing is called a change, however many values there are. */
const SMALLEST_THRESHOLD = '0.1';

/**
 * χ²(0.999; B - 1) = (a + b (B - c)^d)^e. PromQL has no such quantile. Fitted for B = 2 to 1,011 by the largest
 * relative error, which is 0.027 %; that of the well-known cube of Wilson and Hilferty is 3 % at B = 2 and 0.7 % at 10.
 * A table by B would be exact, but has an end, and takes a series for each line.
 */
const QUANTILE = { a: 2.869443, b: 1.052036, c: 1.287143, d: 0.548835, e: 1.804922 } as const;

/**
 * How far the values of a feature moved away from its baseline: the sum over the bins of (q - p) ln(q / p), with half a
 * row added to every bin. As p and q both sum to 1, the logarithm may be that of the counts, which leaves n, N and B out
 * of it. Absent without values, when the half rows alone would speak.
 */
export function psi(counts: Counts): string {
  const [current, baseline] = [`${counts.current} + 0.5`, `${counts.baseline} + 0.5`];
  const difference = inParentheses(binary(sharePerBin(current), '-', sharePerBin(baseline)));
  const logarithm = call('ln', binary(inParentheses(current), '/', inParentheses(baseline)));
  const sum = aggregate('sum', PER_FEATURE, binary(difference, '*', logarithm));
  return inParentheses(binary(sum, 'and', binary(counts.values, '>', '0')));
}

/** The psi from which on a feature of so many values has drifted: max(0.1, χ²(0.999; B - 1) (1/n + 1/N)). */
export function psiThreshold({ baseline, values }: Counts): string {
  const { a, b, c, d, e } = QUANTILE;
  const bins = aggregate('count', PER_FEATURE, baseline);
  const base = binary(String(a), '+', `${b} * ${call('clamp_min', `${bins} - ${c}`, '0')} ^ ${d}`);
  const quantile = `${inParentheses(base)} ^ ${e}`;
  // With a single bin psi is always 0, and chance plays no part.
  const byBins = binary(quantile, '*', call('clamp_max', `${bins} - 1`, '1'));
  const rows = aggregate('sum', PER_FEATURE, baseline);
  const byRows = inParentheses(binary(`1 / (${values} > 0)`, '+', `1 / (${rows} > 0)`));
  return call('clamp_min', binary(byBins, '*', byRows), SMALLEST_THRESHOLD);
}

/** The values of a feature beside its baseline, and what is wrong with them, by the name of the metric. */
export const FEATURE_FIGURES: Readonly<Record<string, FigureMaker>> = {
  psi: (counts) => figure(psi(counts), counts.values),
  missing_rate: (_counts, scope) => shareOf(valuesIn(scope, 'bin="@missing"'), valuesIn(scope)),
  unseen_rate: ({ values }, scope) => shareOf(valuesIn(scope, 'bin="@unseen"'), values),
  out_of_range_rate: ({ values }, scope) => {
    const outside = increase(scope, 'model_feature_out_of_range_total');
    return shareOf(aggregate('sum', PER_FEATURE, outside), values);
  },
};

function valuesIn(scope: Scope, ...bins: readonly string[]): string {
  return aggregate('sum', PER_FEATURE, increase(scope, 'model_feature_values_total', ...bins));
}

function sharePerBin(counts: string): string {
  const all = aggregate('sum', PER_FEATURE, counts);
  return binary(inParentheses(counts), `/ on (${PER_FEATURE.join(', ')}) group_left ()`, all);
}
