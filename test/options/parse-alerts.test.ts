import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultAlertRules } from '../../src/domain/alert-defaults.ts';
import { ALERT_METRICS } from '../../src/domain/alert-metrics.ts';
import type { AlertRule } from '../../src/domain/alert-rule.ts';
import type { AlertRuleOptions, ModelMonitorOptions } from '../../src/options/model-monitor-options.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';
import { NAMED, problemsWith } from './alert-problems.ts';

function rulesOf(alerts: ModelMonitorOptions['alerts']): readonly AlertRule[] {
  return parseOptions({ alerts }).alerts;
}

function ruleOf(changed: Partial<AlertRuleOptions>): AlertRule {
  const [rule] = rulesOf([{ ...NAMED, ...changed }]);
  return rule ?? assert.fail('there is a rule');
}

test('alerts are off unless they are asked for', () => {
  for (const alerts of [undefined, false, []] as const) assert.deepEqual(rulesOf(alerts), []);
});

test('a rule has its defaults', () => {
  assert.deepEqual(rulesOf([NAMED]), [
    {
      name: 'Rule',
      metric: 'accuracy',
      bound: { kind: 'below', value: 0.8 },
      overSeconds: undefined,
      forSeconds: 0,
      minCount: 30,
      confidence: 0.95,
      severity: 'warning',
      scope: { model: undefined, version: undefined, class: undefined, feature: undefined },
      labels: {},
      annotations: {},
    },
  ]);
});

test('what is given is taken over', () => {
  const labels = { team: 'search' };
  const annotations = { runbook_url: 'https://example.org' };
  const given: AlertRuleOptions = {
    name: 'Rare class: recall',
    metric: 'recall',
    above: 0.5,
    over: '30m',
    for: '5m',
    minCount: 0,
    confidence: 0.99,
    severity: 'critical',
    model: 'm',
    version: '1',
    class: 'yes',
    labels,
    annotations,
  };
  assert.deepEqual(rulesOf([given]), [
    {
      name: 'Rare class: recall',
      metric: 'recall',
      bound: { kind: 'above', value: 0.5 },
      overSeconds: 1800,
      forSeconds: 300,
      minCount: 0,
      confidence: 0.99,
      severity: 'critical',
      scope: { model: 'm', version: '1', class: 'yes', feature: undefined },
      labels,
      annotations,
    },
  ]);
});

test('true is a set of rules that waits for half a window', () => {
  assert.deepEqual(rulesOf(true), defaultAlertRules(600));
  const minutes = parseOptions({ alerts: true, window: '1m' }).alerts;
  assert.deepEqual(
    minutes.map(({ name, metric, forSeconds, severity }) => [name, metric, forSeconds, severity]),
    [
      ['ModelErrorRateHigh', 'error_rate', 30, 'critical'],
      ['ModelAccuracyBelowBaseline', 'accuracy', 30, 'critical'],
      ['ModelEstimatedAccuracyBelowBaseline', 'estimated_accuracy', 30, 'warning'],
      ['ModelFeatureDrift', 'drift', 30, 'warning'],
      ['ModelPredictionDrift', 'prediction_drift', 30, 'warning'],
      ['ModelPredictionsUnread', 'unread_rate', 30, 'warning'],
    ],
  );
});

test('the rules behind true are what could have been written by hand', () => {
  const byHand = defaultAlertRules(600).map(({ name, metric, bound, forSeconds, severity, annotations }) => ({
    ...{ name, metric, for: forSeconds, severity, annotations },
    ...(bound.kind === 'above' && { above: bound.value }),
    ...(bound.kind === 'below_baseline' && { belowBaselineBy: bound.by }),
  }));
  assert.deepEqual(rulesOf(byHand), defaultAlertRules(600));
});

test('a metric that is none is told with the nearest one', () => {
  const metric = (given: unknown): string[] => problemsWith({ ...NAMED, metric: given });
  assert.deepEqual(metric('acuracy'), [
    'metric: expected the name of a metric, got "acuracy"; did you mean accuracy?',
  ]);
  assert.deepEqual(metric('missing_ratio'), [
    'metric: expected the name of a metric, got "missing_ratio"; did you mean missing_rate?',
  ]);
  assert.deepEqual(metric('zzz'), ['metric: expected the name of a metric, got "zzz"']);
  assert.deepEqual(metric(7), ['metric: expected the name of a metric, got 7']);
});

test('name and metric have to be there', () => {
  assert.deepEqual(problemsWith({ below: 1 }), [
    'name: expected a name: 1 to 128 characters, none of them a control character, got none',
    'metric: expected the name of a metric, got none',
  ]);
});

test('no two rules have one name', () => {
  assert.deepEqual(problemsOf({ alerts: [NAMED, { ...NAMED, name: 'Other' }, NAMED] }), [
    { path: 'alerts[2].name', message: 'expected a name that no other rule has, got "Rule"' },
  ]);
});

test('a rule can look back from a fifth of the window to the retention, where that can be told', () => {
  const over = (given: unknown, rule: object = NAMED, options: object = {}): string[] =>
    problemsWith({ ...rule, over: given }, options);
  const range = 'expected 120 to 3600 seconds, a fifth of the window to the retention';
  assert.deepEqual([over('2m'), over(3600), over('10m')], [[], [], []]);
  assert.deepEqual(over('1m'), [`over: ${range}, got 60 seconds`]);
  assert.deepEqual(over('1d'), [`over: ${range}, got 86400 seconds`]);
  assert.deepEqual(over('1d', NAMED, { retention: '1d', window: '1h' }), []);
  assert.equal(ruleOf({ over: '10m' }).overSeconds, undefined);
});

test('what needs the order of values, or a baseline, is known over the window only', () => {
  const refused = ALERT_METRICS.filter((metric) => {
    const problems = problemsWith({ name: 'Rule', metric, above: 0.5, over: '20m' });
    return problems.join() === `over: expected nothing: ${metric} is known over the window only`;
  });
  const ofEstimates = ['accuracy', 'precision', 'recall', 'f1', 'roc_auc'].map((name) => `estimated_${name}`);
  const ofFeatures = ['drift', 'psi', 'missing_rate', 'unseen_rate', 'out_of_range_rate', 'prediction_drift'];
  assert.deepEqual(refused, ['roc_auc', 'median_absolute_error', ...ofEstimates, ...ofFeatures]);
  assert.deepEqual(problemsWith({ name: 'Rule', metric: 'psi', above: 1, over: '10m' }), []);
});

test('a time to wait may be none', () => {
  const seconds = ([0, '0s', '500ms', '5m', 1.5] as const).map((given) => ruleOf({ for: given }).forSeconds);
  assert.deepEqual(seconds, [0, 0, 0.5, 300, 1.5]);
  const expected = 'expected a duration of 0 or more: a number of seconds, or a string like "30s", "5m"';
  for (const given of [-1, '5 minutes', Number.POSITIVE_INFINITY]) {
    const shown = typeof given === 'string' ? JSON.stringify(given) : given;
    assert.deepEqual(problemsWith({ ...NAMED, for: given }), [`for: ${expected}, got ${shown}`]);
  }
});

test('everything wrong with every rule is told at once, each where it is', () => {
  const alerts = [
    { ...NAMED, minCount: -1, confidence: 1, severity: 'page', model: '', version: 2, threshold: 0.5 },
    'accuracy below 0.8',
    { ...NAMED, name: 'a\nb', labels: 'team' },
  ];
  assert.deepEqual(
    problemsOf({ alerts }).map(({ path, message }) => `${path}: ${message}`),
    [
      'alerts[1]: expected an object, got "accuracy below 0.8"',
      'alerts[0].minCount: expected a whole number of at least 0, got -1',
      'alerts[0].confidence: expected a number above 0 and below 1, got 1',
      'alerts[0].severity: expected one of "info", "warning", "critical", got "page"',
      'alerts[0].model: expected 1 to 128 characters, none of them a control character, got ""',
      'alerts[0].version: expected 1 to 128 characters, none of them a control character, got 2',
      'alerts[0].threshold: unknown option',
      'alerts[2].name: expected a name: 1 to 128 characters, none of them a control character, got "a\\nb"',
      'alerts[2].labels: expected an object of names and strings, got "team"',
    ],
  );
});

test('rules are a list', () => {
  const message = 'expected true, false or an array of rules, got an object';
  assert.deepEqual(problemsOf({ alerts: NAMED }), [{ path: 'alerts', message }]);
  assert.deepEqual(problemsOf({ alerts: new Array(1) }), [
    { path: 'alerts[0]', message: 'expected an object, got undefined' },
  ]);
});
