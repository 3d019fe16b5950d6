import type { FeatureComparison } from '../domain/feature-comparison.ts';
import type { ModelDrift } from '../domain/model-drift.ts';
import type { ModelState } from '../domain/model-state.ts';
import type { MetricName } from './catalogue.ts';
import { modelRow, type ValueRow } from './row.ts';

/** The metrics of a model version beside its baseline; none of a version that has none. */
export const FEATURE_METRICS: readonly (readonly [MetricName, (model: ModelState) => Iterable<ValueRow>])[] =
  [
    ['model_feature_values_total', beside(valueRows)],
    ['model_feature_baseline_rows', beside(baselineRows)],
    ['model_feature_out_of_range_total', beside(outOfRangeRows)],
    ['model_feature_drift', perFeature(driftRows)],
    ['model_feature_drift_threshold', perFeature(thresholdRows)],
    ['model_feature_drifted', perFeature(driftedRows)],
    ['model_quality_estimated', beside(estimateRows)],
  ];

type RowsOfDrift = (model: ModelState, drift: ModelDrift) => Iterable<ValueRow>;

function beside(rowsOf: RowsOfDrift): (model: ModelState) => Iterable<ValueRow> {
  return (model) => {
    const drift = model.baseline?.drift;
    return drift === undefined ? [] : rowsOf(model, drift);
  };
}

function perFeature(
  rowsOf: (model: ModelState, comparison: FeatureComparison) => Iterable<ValueRow>,
): (model: ModelState) => Iterable<ValueRow> {
  return beside(function* (model, drift) {
    for (const comparison of drift.window().comparisons) yield* rowsOf(model, comparison);
  });
}

function* valueRows(model: ModelState, drift: ModelDrift): Generator<ValueRow> {
  for (const [bins, counts] of drift.totals()) {
    const rows = bins.rowsPerBin(counts);
    for (const [bin, name] of bins.binNames.entries())
      yield modelRow(model, [bins.name, name], rows[bin] ?? 0);
  }
}

function* baselineRows(model: ModelState, drift: ModelDrift): Generator<ValueRow> {
  for (const [{ name, binNames, baseline }] of drift.totals()) {
    for (const [bin, binName] of binNames.entries())
      yield modelRow(model, [name, binName], baseline[bin] ?? 0);
  }
}

function* outOfRangeRows(model: ModelState, drift: ModelDrift): Generator<ValueRow> {
  for (const [bins, counts] of drift.totals()) {
    const rows = bins.outOfRange(counts);
    if (rows !== undefined) yield modelRow(model, [bins.name], rows);
  }
}

function* driftRows(model: ModelState, { bins, distances }: FeatureComparison): Generator<ValueRow> {
  for (const [method, value] of Object.entries(distances ?? {})) {
    yield modelRow(model, [bins.name, method], value);
  }
}

function* thresholdRows(model: ModelState, { bins, drift }: FeatureComparison): Generator<ValueRow> {
  if (drift.threshold !== undefined) yield modelRow(model, [bins.name], drift.threshold);
}

/** Absent while there are too few rows to say either. */
function* driftedRows(model: ModelState, { bins, drift }: FeatureComparison): Generator<ValueRow> {
  if (drift.verdict === 'not_enough_rows') return;
  yield modelRow(model, [bins.name], drift.verdict === 'drifted' ? 1 : 0);
}

function* estimateRows(model: ModelState, drift: ModelDrift): Generator<ValueRow> {
  const estimate = drift.window().estimate;
  if (estimate === undefined) return;
  const { accuracy, precision, recall, f1, rocAuc: roc_auc } = estimate;
  for (const [metric, value] of Object.entries({ accuracy, precision, recall, f1, roc_auc })) {
    if (value !== undefined) yield modelRow(model, [metric], value);
  }
}
