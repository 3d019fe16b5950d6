import type { Scope } from './counters.ts';
import { countRecordings, recordedCounts } from './counts.ts';
import { psiThreshold } from './drift-figures.ts';
import { FIGURES } from './figures.ts';
import type { RecordingRule } from './rule-group.ts';

/** The figures that are recorded, by the name of the metric, and the names they are recorded under. */
export const RECORDED: Readonly<Record<string, string>> = {
  error_rate: 'model_version:error_rate:ratio',
  latency_p50: 'model_version:latency_seconds:p50',
  latency_p90: 'model_version:latency_seconds:p90',
  latency_p95: 'model_version:latency_seconds:p95',
  latency_p99: 'model_version:latency_seconds:p99',
  accuracy: 'model_version:accuracy:ratio',
  precision: 'model_version_class:precision:ratio',
  recall: 'model_version_class:recall:ratio',
  f1: 'model_version_class:f1:ratio',
  mae: 'model_version:mae:value',
  rmse: 'model_version:rmse:value',
  psi: 'model_version_feature:psi:value',
};

/** What psi has to reach to be called drift. */
export const RECORDED_THRESHOLD = 'model_version_feature:psi_threshold:value';

/** The figures of every model version over all replicas, and first the counts that several are made of. */
export function recordingRules(scope: Scope): readonly RecordingRule[] {
  const counts = recordedCounts(scope);
  const figures = Object.entries(RECORDED).flatMap(([metric, record]) => {
    const figure = FIGURES[metric]?.(counts, scope);
    return figure === undefined ? [] : [{ record, expr: figure.value }];
  });
  return [...countRecordings(scope), ...figures, { record: RECORDED_THRESHOLD, expr: psiThreshold(counts) }];
}
