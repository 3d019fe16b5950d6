/** Live traffic beside its baseline. */
export const FEATURE_METRICS = [
  {
    name: 'model_feature_values_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'feature', 'bin'],
    help: 'Values of each feature by the bin of the baseline they fall into; bin is an upper edge or a category.',
  },
  {
    name: 'model_feature_baseline_rows',
    type: 'gauge',
    labels: ['model_name', 'model_version', 'feature', 'bin'],
    help: 'Rows of the baseline in each bin.',
    aggregator: 'max',
  },
  {
    name: 'model_feature_out_of_range_total',
    type: 'counter',
    labels: ['model_name', 'model_version', 'feature'],
    help: 'Numeric values outside the smallest and largest of the baseline.',
  },
  {
    name: 'model_feature_drift',
    type: 'gauge',
    labels: ['model_name', 'model_version', 'feature', 'method'],
    help: 'Distance of the current window from the baseline, by method; 0 is identical.',
    aggregator: 'average',
  },
  {
    name: 'model_feature_drift_threshold',
    type: 'gauge',
    labels: ['model_name', 'model_version', 'feature'],
    help: 'The psi from which on a feature has drifted, given the rows in the current window.',
    aggregator: 'average',
  },
  {
    name: 'model_feature_drifted',
    type: 'gauge',
    labels: ['model_name', 'model_version', 'feature'],
    help: 'Whether a feature has drifted, 1 or 0; absent while there are too few rows to tell.',
    aggregator: 'max',
  },
] as const;
