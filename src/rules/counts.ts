import { gauge, increase, recorded, type Scope, total } from './counters.ts';
import { aggregate, binary, differs, PER_CLASS, PER_FEATURE } from './promql.ts';
import type { RecordingRule } from './rule-group.ts';

/** The name that classes beyond the monitor's limit share. Taken for one class, it would tell lies. */
export const OTHER = '@other';

/** What most figures are made of, as PromQL; of a model version unless it says more. */
export interface Counts {
  readonly requests: string;
  readonly predictions: string;
  readonly labels: string;
  /** Labels of which it is known how right the prediction was. */
  readonly judged: string;
  /** Labels of classes: all, */
  readonly classified: string;
  /** and by class how often it was said and right, */
  readonly hits: string;
  /** was right, */
  readonly actual: string;
  /** was said. */
  readonly predicted: string;
  /** Values of features by bin, then and now; missing and invalid ones take no part. */
  readonly current: string;
  readonly baseline: string;
  /** Values by feature. */
  readonly values: string;
}

const PER_BIN = [...PER_FEATURE, 'bin'] as const;
const VALUE_BINS = 'bin!~"@missing|@invalid"';

/** From the metrics themselves. */
export function counted(scope: Scope): Counts {
  // Every replica shows the whole baseline.
  const current = increase(scope, 'model_feature_values_total', VALUE_BINS);
  const baseline = gauge(scope, 'model_feature_baseline_rows', VALUE_BINS);
  return {
    requests: total(scope, 'prediction_latency_seconds_count'),
    predictions: total(scope, 'model_predictions_total'),
    labels: total(scope, 'model_labels_total'),
    judged: total(scope, 'model_accuracy_count'),
    classified: total(scope, 'model_confusion_total'),
    ...countedByClass(scope),
    current: aggregate('sum', PER_BIN, current),
    baseline: aggregate('max', PER_BIN, baseline),
    values: aggregate('sum', PER_FEATURE, current),
  };
}

/** Once called by what was right and once by what was said, `and` leaves those for which the two are the same. */
function countedByClass(scope: Scope): Pick<Counts, 'hits' | 'actual' | 'predicted'> {
  const named = (label: string, ...matchers: readonly string[]): string =>
    `label_replace(${increase(scope, 'model_confusion_total', ...matchers)}, "class", "$1", "${label}", "(.*)")`;
  const same = binary(named('actual', differs('actual', OTHER)), 'and', named('predicted'));
  return {
    hits: aggregate('sum', PER_CLASS, same),
    actual: aggregate('sum', PER_CLASS, named('actual')),
    predicted: aggregate('sum', PER_CLASS, named('predicted')),
  };
}

/** From what `countRecordings` have recorded over the same range. */
export function recordedCounts(scope: Scope): Counts {
  const over = (name: string): string => recorded(scope, `${name}:increase${scope.range}`);
  return {
    requests: over('model_version:requests'),
    predictions: over('model_version:predictions'),
    labels: over('model_version:labels'),
    judged: over('model_version:judged_labels'),
    classified: over('model_version:classified_labels'),
    hits: over('model_version_class:hits'),
    actual: over('model_version_class:actual'),
    predicted: over('model_version_class:predicted'),
    current: over('model_version_feature_bin:values'),
    baseline: recorded(scope, 'model_version_feature_bin:baseline_rows:max'),
    values: over('model_version_feature:values'),
  };
}

export function countRecordings(scope: Scope): readonly RecordingRule[] {
  const names = recordedCounts(scope);
  return Object.entries(counted(scope)).map(([count, expr]) => ({
    record: names[count as keyof Counts],
    expr,
  }));
}
