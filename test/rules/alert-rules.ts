import type { AlertRule, AlertScope } from '../../src/domain/alert-rule.ts';

export const EVERYTHING: AlertScope = {
  model: undefined,
  version: undefined,
  class: undefined,
  feature: undefined,
};

/** A rule on accuracy with everything decided as by default. */
export const ACCURACY_RULE: AlertRule = {
  name: 'LowAccuracy',
  metric: 'accuracy',
  bound: { kind: 'below', value: 0.8 },
  overSeconds: undefined,
  forSeconds: 120,
  minCount: 30,
  confidence: 0.95,
  severity: 'critical',
  scope: EVERYTHING,
  labels: {},
  annotations: {},
};
