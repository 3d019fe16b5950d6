import { test } from 'node:test';
import type { AlertRule } from '../../src/domain/alert-rule.ts';
import { prometheusRules } from '../../src/rules/prometheus-rules.ts';
import { quote } from '../../src/rules/promql.ts';
import { psi } from '../../src/statistics/psi.ts';
import { skipWithout } from '../support/programs.ts';
import { ACCURACY_RULE, EVERYTHING } from './alert-rules.ts';
import { type ExpectedAlerts, type MinuteSeries, testRules } from './rule-tests.ts';
import { rulesInput } from './rules-input.ts';

const DESCRIPTION =
  'All replicas together, over 10m. Judged from n = 30 on; a share has to be beyond its bound with its 95 % interval.';

const skip = skipWithout('promtool', 'prometheus');

/** How right a model version was in each of two replicas, by minute. */
function labels(version: string, right: string, all: string): MinuteSeries {
  const series = ['one', 'two'].flatMap((instance) => {
    const matchers = `{model_name="weather",model_version="${version}",instance="${instance}"}`;
    return [
      [`model_accuracy_sum${matchers}`, right],
      [`model_accuracy_count${matchers}`, all],
    ];
  });
  return Object.fromEntries(series);
}

function firing(minute: number, rule: AlertRule, ...alerts: ExpectedAlerts['alerts']): ExpectedAlerts {
  return { minute, alert: rule.name, alerts };
}

/** An alert on version 1 unless the labels say otherwise. */
function alert(
  summary: string,
  labels: Readonly<Record<string, string>> = {},
  description = DESCRIPTION,
): ExpectedAlerts['alerts'][number] {
  return {
    labels: { model_name: 'weather', model_version: '1', severity: 'critical', ...labels },
    annotations: { summary, description },
  };
}

test('an alert fires when the interval lies beyond the bound, and ends when the figure is back within it', {
  skip,
}, async () => {
  const rules = prometheusRules({ ...rulesInput, alerts: [ACCURACY_RULE] });
  // Half of 10 a minute and replica for 20 minutes, then all.
  const series = labels('1', '0+5x20 110+10x39', '0+10x60');
  await testRules(rules, series, [
    firing(1, ACCURACY_RULE),
    firing(10, ACCURACY_RULE, alert('accuracy of weather@1 is 0.5, below 0.8')),
    // By now the interval holds 0.8, but what fires goes on for as long as the figure is beyond the bound.
    firing(25, ACCURACY_RULE, alert('accuracy of weather@1 is 0.75, below 0.8')),
    firing(27, ACCURACY_RULE),
    firing(60, ACCURACY_RULE),
  ]);
});

test('few labels fire nothing, nor does what chance may have done', { skip }, async () => {
  const rules = prometheusRules({ ...rulesInput, alerts: [ACCURACY_RULE] });
  const [few, doubtful] = [labels('1', '0x60', '0+1x60'), labels('2', '0+3x60', '0+4x60')];
  const none = labels('3', '0x60', '0x60');
  const minutes = [5, 20, 40, 60];
  const expected = minutes.map((minute) => firing(minute, ACCURACY_RULE));
  await testRules(rules, { ...few, ...doubtful, ...none }, expected);
});

test('an alert without labels to come ends when the last ones have left the window', { skip }, async () => {
  const rules = prometheusRules({ ...rulesInput, alerts: [ACCURACY_RULE] });
  await testRules(rules, labels('1', '0+5x20 100x40', '0+10x20 200x40'), [
    firing(29, ACCURACY_RULE, alert('accuracy of weather@1 is 0.5, below 0.8')),
    firing(31, ACCURACY_RULE),
  ]);
});

test('each baseline has its own bound, and the closest one counts', { skip }, async () => {
  const rule: AlertRule = { ...ACCURACY_RULE, bound: { kind: 'below_baseline', by: 0.05 } };
  const baselines = [
    { scope: { model: 'weather', version: '2' }, quality: { accuracy: 0.6 } },
    { scope: { model: 'other' }, quality: { mae: 1 } },
    { scope: {}, quality: { accuracy: 0.9 } },
  ];
  const rules = prometheusRules({ ...rulesInput, alerts: [rule], baselines });
  const series = { ...labels('1', '0+7x30', '0+10x30'), ...labels('2', '0+7x30', '0+10x30') };
  const summary = 'accuracy of weather@1 is 0.7, more than 0.05 below that of the baseline';
  await testRules(rules, series, [firing(20, rule, alert(summary))]);
});

test('a rule on classes has an alert for each, one for the class it names, one for the whole', {
  skip,
}, async () => {
  const recall: AlertRule = { ...ACCURACY_RULE, metric: 'recall', bound: { kind: 'below', value: 0.5 } };
  const each = { ...recall, name: 'Each' };
  const rain = { ...recall, name: 'Rain', scope: { ...EVERYTHING, class: 'rain' } };
  const whole = { ...recall, name: 'Whole', scope: { ...EVERYTHING, class: '' } };
  const rules = prometheusRules({
    ...rulesInput,
    alerts: [each, rain, whole],
    classes: ['sun', 'rain'],
    positiveClass: 'rain',
  });
  // Of 20 rainy days in a minute 4 were said to be, of 10 sunny ones all.
  const counts = { 'rain rain': 4, 'rain sun': 16, 'sun rain': 0, 'sun sun': 10 };
  const series = Object.entries(counts).map(([pair, count]) => {
    const [actual, predicted] = pair.split(' ');
    const matchers = `{model_name="weather",model_version="1",actual="${actual}",predicted="${predicted}"}`;
    return [`model_confusion_total${matchers}`, `0+${count}x30`];
  });
  const ofRain = alert('recall of class rain of weather@1 is 0.2, below 0.5', { class: 'rain' });
  await testRules(rules, Object.fromEntries(series), [
    firing(20, each, ofRain),
    firing(20, rain, ofRain),
    firing(20, whole, alert('recall of weather@1 is 0.2, below 0.5')),
  ]);
});

test('drift is judged by the threshold, of the output by a metric of its own', { skip }, async () => {
  const drift: AlertRule = { ...ACCURACY_RULE, name: 'Drift', metric: 'drift', bound: { kind: 'drifted' } };
  const ofOutput: AlertRule = { ...drift, name: 'OutputDrift', metric: 'prediction_drift' };
  const rules = prometheusRules({ ...rulesInput, prefix: 'shop_', alerts: [drift, ofOutput] });
  // Values of two bins in a minute, of which the baseline has equally many.
  const features = { wind: [1, 19], '@prediction': [2, 18], calm: [10, 10], rare: [0, 2] };
  const series = Object.entries(features).flatMap(([feature, perMinute]) =>
    perMinute.flatMap((count, bin) => {
      const matchers = `{model_name="weather",model_version="1",feature="${feature}",bin="${bin}"}`;
      return [
        [`shop_model_feature_values_total${matchers}`, `0+${count}x30`],
        [`shop_model_feature_baseline_rows${matchers}`, '500x30'],
      ];
    }),
  );
  const said = (feature: string, current: readonly number[]) => {
    const value = psi([500, 500], current)?.toPrecision(4);
    return alert(`psi of feature ${feature} of weather@1 is ${value}, at or above its threshold`, {
      feature,
    });
  };
  await testRules(rules, Object.fromEntries(series), [
    firing(20, drift, said('wind', [10, 190])),
    firing(20, ofOutput, said('@prediction', [20, 180])),
  ]);
});

test('what sums cannot tell fires when it does in a replica', { skip }, async () => {
  const rule: AlertRule = { ...ACCURACY_RULE, name: 'LowArea', metric: 'roc_auc' };
  const rules = prometheusRules({ ...rulesInput, alerts: [rule] });
  const state = (instance: string): string =>
    `model_alert_state{alert="LowArea",model_name="weather",model_version="1",feature="",class="",instance="${instance}"}`;
  const series = { [state('one')]: '0x30', [state('two')]: '0x9 1x4 2x9 0x9' };
  const said = alert(
    'roc_auc of weather@1 is below 0.8, by what a replica has seen',
    {},
    'One replica at least says so, of its own predictions: sums over replicas cannot tell it.',
  );
  await testRules(rules, series, [firing(12, rule), firing(18, rule, said), firing(29, rule)]);
});

test('names and texts of the user come through as they are, whatever is in them', { skip }, async () => {
  const hostile = 'a "b" \\ {{ $value }} é 💥 \u2028 \u0085 \ufeff # : - \'c\'';
  const rule: AlertRule = {
    ...ACCURACY_RULE,
    name: hostile,
    scope: { ...EVERYTHING, model: hostile },
    labels: { team: hostile, no: 'yes', y: '1.0' },
    annotations: { description: hostile, runbook_url: 'https://example.org/{{a}}' },
  };
  const rules = prometheusRules({ ...rulesInput, alerts: [rule] });
  await testRules(rules, labels('1', '0+5x30', '0+10x30'), [firing(20, rule)]);
  const series = Object.entries(labels('1', '0+5x30', '0+10x30'));
  const escaped = quote(hostile).slice(1, -1);
  const ofModel = series.map(([name, values]) => [name.replace('weather', () => escaped), values]);
  const [name, texts] = [{ model_name: hostile }, { team: hostile, no: 'yes', y: '1.0' }];
  const { labels: own, annotations } = alert(`accuracy of ${hostile}@1 is 0.5, below 0.8`, {
    ...name,
    ...texts,
  });
  const expected = { ...annotations, ...rule.annotations };
  await testRules(rules, Object.fromEntries(ofModel), [
    firing(20, rule, { labels: own, annotations: expected }),
  ]);
});
