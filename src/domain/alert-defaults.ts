import { type AlertRule, type AlertScope, DEFAULT_CONFIDENCE, DEFAULT_MIN_COUNT } from './alert-rule.ts';

const EVERYTHING: AlertScope = {
  model: undefined,
  version: undefined,
  class: undefined,
  feature: undefined,
};

type Choice = Pick<AlertRule, 'name' | 'metric' | 'bound' | 'severity'> & {
  readonly description: string;
  /** What to look at first. */
  readonly runbook: string;
};

const CHOICES: readonly Choice[] = [
  {
    name: 'ModelErrorRateHigh',
    metric: 'error_rate',
    bound: { kind: 'above', value: 0.05 },
    severity: 'critical',
    description: 'Predict requests end in server errors, or clients leave before the answer.',
    runbook:
      'See which routes and status codes fail, and what the log says. Did it begin with a new version? Go back to the one before.',
  },
  {
    name: 'ModelAccuracyBelowBaseline',
    metric: 'accuracy',
    bound: { kind: 'below_baseline', by: 0.05 },
    severity: 'critical',
    description: 'By the labels that came, the model is less often right than it was at training time.',
    runbook:
      'See which classes lost precision or recall, which inputs drift, and whether other versions do better. Go back, or train on newer data.',
  },
  {
    name: 'ModelEstimatedAccuracyBelowBaseline',
    metric: 'estimated_accuracy',
    bound: { kind: 'below_baseline', by: 0.05 },
    severity: 'warning',
    description: 'By its scores, the model is likely to be less often right than it was at training time.',
    runbook:
      'See which inputs drift. It is an estimate: have some of the latest predictions labelled before anything is changed.',
  },
  {
    name: 'ModelFeatureDrift',
    metric: 'drift',
    bound: { kind: 'drifted' },
    severity: 'warning',
    description: 'An input is spread otherwise than at training time, more than chance explains.',
    runbook:
      'Compare its bins with those of the baseline. A new unit, source or category is a mistake upstream; a new world asks for newer data.',
  },
  {
    name: 'ModelPredictionDrift',
    metric: 'prediction_drift',
    bound: { kind: 'drifted' },
    severity: 'warning',
    description: 'The outputs are spread otherwise than at training time, more than chance explains.',
    runbook:
      'See which inputs drift too. If none does, suspect the model: another one under the same version, or inputs prepared otherwise.',
  },
  {
    name: 'ModelPredictionsUnread',
    metric: 'unread_rate',
    bound: { kind: 'above', value: 0.05 },
    severity: 'warning',
    description: 'Predictions cannot be read, so the other figures are of a part of them only.',
    runbook:
      'The metric of unread predictions has the reasons; docs/formats.md says what is read, and res.locals.prediction can say it instead.',
  },
];

/**
 * The rules behind `alerts: true`. Each has to hold for half a window: windows overlap, and a window or two are beyond
 * any bound by chance.
 */
export function defaultAlertRules(windowSeconds: number): readonly AlertRule[] {
  return CHOICES.map(({ description, runbook, ...choice }) => ({
    ...choice,
    overSeconds: undefined,
    forSeconds: windowSeconds / 2,
    minCount: DEFAULT_MIN_COUNT,
    confidence: DEFAULT_CONFIDENCE,
    scope: EVERYTHING,
    labels: {},
    annotations: { description, runbook },
  }));
}
