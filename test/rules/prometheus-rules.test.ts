import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ALERT_METRICS, baselineFigure, isOfClasses, isVerdict } from '../../src/domain/alert-metrics.ts';
import type { AlertBound, AlertRule } from '../../src/domain/alert-rule.ts';
import { METRICS } from '../../src/prometheus/catalogue.ts';
import { prometheusRules } from '../../src/rules/prometheus-rules.ts';
import { skipWithout } from '../support/programs.ts';
import { ACCURACY_RULE, EVERYTHING } from './alert-rules.ts';
import { testRules } from './rule-tests.ts';
import { rulesInput } from './rules-input.ts';
import { USUAL_RULES } from './usual-rules.ts';

const FILE = new URL('rules.yml', import.meta.url);

/** A rule for every metric, of every kind that it can have. */
const ALL: readonly AlertRule[] = ALERT_METRICS.flatMap((metric) => {
  const bounds: readonly AlertBound[] = isVerdict(metric)
    ? [{ kind: 'drifted' }]
    : [
        { kind: 'above', value: 0.25 },
        { kind: 'below', value: 0.25 },
        ...(baselineFigure(metric) === undefined ? [] : [{ kind: 'below_baseline', by: 0.1 } as const]),
      ];
  return bounds.flatMap((bound) => {
    const classes =
      isOfClasses(metric) && bound.kind !== 'below_baseline' ? [undefined, '', 'rain'] : [undefined];
    return classes.flatMap((name) =>
      [undefined, 3600].map((overSeconds) => ({
        ...ACCURACY_RULE,
        ...{ metric, bound, overSeconds, scope: { ...EVERYTHING, class: name } },
        name: [metric, bound.kind, name, overSeconds].join(' '),
      })),
    );
  });
});

test('the usual rules are those of the file in git', () => {
  assert.equal(prometheusRules(USUAL_RULES), readFileSync(FILE, 'utf8'));
});

test('promtool finds nothing wrong with rules for every metric, bound and class', {
  skip: skipWithout('promtool', 'prometheus'),
}, async () => {
  const quality = Object.fromEntries(ALERT_METRICS.map((metric) => [baselineFigure(metric) ?? '', 0.9]));
  const baselines = [
    { scope: { model: 'weather' }, quality },
    { scope: {}, quality },
  ];
  const binary = { classes: ['sun', 'rain'], positiveClass: 'rain' };
  const several = { classes: ['sun', 'rain', 'fog'], positiveClass: undefined };
  for (const classes of [binary, several, { classes: [], positiveClass: undefined }]) {
    await testRules(prometheusRules({ ...rulesInput, ...classes, alerts: ALL, baselines }), {}, []);
  }
});

test('the prefix stands before every metric of ours, and before nothing that is recorded', () => {
  const rules = prometheusRules({ ...USUAL_RULES, prefix: 'shop_', alerts: [...USUAL_RULES.alerts, ...ALL] });
  const bare = METRICS.filter(({ name }) =>
    new RegExp(`(?<!shop_)\\b${name}(?:_bucket|_sum|_count)?\\b`).test(rules),
  );
  assert.deepEqual(bare, []);
  assert.match(rules, /\bshop_model_accuracy_sum\b/);
  assert.doesNotMatch(rules, /shop_model_version/);
});

test('what is recorded over the window is what the contract says', () => {
  const names = Array.from(
    prometheusRules({ ...rulesInput, windowSeconds: 5400 }).matchAll(/record: (\S+)/g),
    ([, name = '']) => name,
  );
  assert.deepEqual(
    names.filter((name) => !/increase1h30m$|:max$/.test(name)),
    [
      'model_version:error_rate:ratio',
      'model_version:latency_seconds:p50',
      'model_version:latency_seconds:p90',
      'model_version:latency_seconds:p95',
      'model_version:latency_seconds:p99',
      'model_version:accuracy:ratio',
      'model_version_class:precision:ratio',
      'model_version_class:recall:ratio',
      'model_version_class:f1:ratio',
      'model_version:mae:value',
      'model_version:rmse:value',
      'model_version_feature:psi:value',
      'model_version_feature:psi_threshold:value',
    ],
  );
});
