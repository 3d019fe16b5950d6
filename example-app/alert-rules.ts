import type { AlertRule } from 'express-model-monitor';

/** When somebody is to be told of a version. `alerts: true` would be a set of rules like these. */
export const alertRules: readonly AlertRule[] = [
  // By the labels that came; chance alone does not make it fire, since the whole interval has to be below the bound.
  { name: 'AccuracyFell', metric: 'accuracy', belowBaselineBy: 0.15, severity: 'critical' },
  // By the inputs alone: a foggy month is a cold one too, and that shows before any label comes.
  { name: 'TemperatureDrifted', metric: 'drift', feature: 'temp_max' },
  // The model server fails or does not answer in time: what the client asked wrongly does not count.
  { name: 'RequestsFail', metric: 'error_rate', above: 0.1, severity: 'critical' },
];
