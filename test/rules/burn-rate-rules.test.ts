import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prometheusRules } from '../../src/rules/prometheus-rules.ts';
import type { ServiceObjectives } from '../../src/rules/rules-input.ts';
import { skipWithout } from '../support/programs.ts';
import { type ExpectedAlerts, type MinuteSeries, testRules } from './rule-tests.ts';
import { rulesInput } from './rules-input.ts';

const ALERT = 'ModelErrorBudgetBurn';
const LABELS = { model_name: 'weather', model_version: '1' };
const REQUESTS = 'prediction_latency_seconds_count';

const skip = skipWithout('promtool', 'prometheus');

function rulesFor(objectives: ServiceObjectives): string {
  return prometheusRules({ ...rulesInput, objectives });
}

/** The series of a metric of version 1, with more labels. */
function series(name: string, labels: string): string {
  return `${name}{model_name="weather",model_version="1",${labels}}`;
}

interface Burning {
  readonly slo: string;
  readonly severity: 'critical' | 'warning';
  readonly share: string;
  readonly of: string;
  readonly allowed: string;
}

const RUNBOOKS: Readonly<Record<string, string>> = {
  latency: 'See which routes are slow, and what the model server waits for.',
  errors: 'See which routes and status codes fail, and what the log says.',
  accuracy: 'See which classes lost precision or recall, and which inputs drift.',
};

function burning({ slo, severity, share, of, allowed }: Burning): ExpectedAlerts['alerts'][number] {
  const days = severity === 'critical' ? 5 : 30;
  return {
    labels: { ...LABELS, slo, severity },
    annotations: {
      summary: `${share} of the ${of}`,
      runbook: RUNBOOKS[slo] ?? '',
      description: `${allowed} may. At this rate what may be bad in 30 days is used up in ${days} days or sooner.`,
    },
  };
}

test('errors that use up a budget too fast fire, and soon end when they end', { skip }, async () => {
  // Two in ten fail for 70 minutes, then none.
  const requests: MinuteSeries = {
    [series(REQUESTS, 'outcome="ok"')]: '0+8x70 570+10x360',
    [series(REQUESTS, 'outcome="server_error"')]: '0+2x70 140x360',
  };
  const ofErrors = { slo: 'errors', of: 'requests of weather@1 fail', allowed: '1 %', share: '20%' } as const;
  const critical = burning({ ...ofErrors, severity: 'critical' });
  const warning = burning({ ...ofErrors, severity: 'warning' });
  await testRules(rulesFor({ errors: { objective: 0.99 } }), requests, [
    { minute: 65, alert: ALERT, alerts: [critical, warning] },
    // The short window of the fast rate is over its errors; that of the slow one is of half an hour.
    {
      minute: 76,
      alert: ALERT,
      alerts: [
        { ...critical, annotations: said('18.42%', critical) },
        { ...warning, annotations: said('18.42%', warning) },
      ],
    },
    { minute: 101, alert: ALERT, alerts: [{ ...warning, annotations: said('13.86%', warning) }] },
  ]);
});

function said(share: string, { annotations }: ExpectedAlerts['alerts'][number]): Record<string, string> {
  return { ...annotations, summary: annotations['summary']?.replace('20%', share) ?? '' };
}

test('one error of few requests burns no budget', { skip }, async () => {
  const requests: MinuteSeries = {
    [series(REQUESTS, 'outcome="ok"')]: '0+0.4x180',
    [series(REQUESTS, 'outcome="aborted"')]: '0x100 1x80',
  };
  const minutes = [60, 102, 150, 180];
  const expected = minutes.map((minute) => ({ minute, alert: ALERT, alerts: [] }));
  await testRules(rulesFor({ errors: { objective: 0.999 } }), requests, expected);
});

test('answers are slow by the bucket of the threshold, however its bound is written', { skip }, async () => {
  // Of what succeeds, half comes within a second; failures are no slow answers.
  const bucket = 'prediction_latency_seconds_bucket';
  const requests: MinuteSeries = {
    [series(bucket, 'outcome="ok",le="1",instance="one"')]: '0+5x70',
    [series(bucket, 'outcome="ok",le="1.0",instance="two"')]: '0+5x70',
    [series(bucket, 'outcome="ok",le="10",instance="two"')]: '0+10x70',
    [series(REQUESTS, 'outcome="ok",instance="one"')]: '0+10x70',
    [series(REQUESTS, 'outcome="ok",instance="two"')]: '0+10x70',
    [series(REQUESTS, 'outcome="server_error",instance="two"')]: '0+50x70',
  };
  const slow = {
    slo: 'latency',
    of: 'answers of weather@1 take longer than 1 s',
    allowed: '5 %',
    share: '50%',
  } as const;
  await testRules(rulesFor({ latency: { objective: 0.95, thresholdSeconds: 1 } }), requests, [
    {
      minute: 65,
      alert: ALERT,
      alerts: [burning({ ...slow, severity: 'critical' }), burning({ ...slow, severity: 'warning' })],
    },
  ]);
});

test('wrong predictions burn a budget as errors do', { skip }, async () => {
  const predictions: MinuteSeries = {
    [series('model_accuracy_sum', 'instance="one"')]: '0+7x70',
    [series('model_accuracy_count', 'instance="one"')]: '0+10x70',
  };
  const share = '30%';
  const wrong = {
    slo: 'accuracy',
    of: 'labelled predictions of weather@1 are wrong',
    allowed: '10 %',
    share,
  } as const;
  await testRules(rulesFor({ accuracy: { objective: 0.9 } }), predictions, [
    { minute: 65, alert: ALERT, alerts: [burning({ ...wrong, severity: 'warning' })] },
  ]);
});

test('what could never burn so fast is left out', () => {
  const severities = (objective: number): string[] =>
    Array.from(rulesFor({ errors: { objective } }).matchAll(/severity: "(\w+)"/g), ([, name = '']) => name);
  assert.deepEqual([0.99, 0.9, 0.8].map(severities), [
    ['critical', 'warning'],
    ['critical', 'warning'],
    ['warning'],
  ]);
  const windows = (objective: number): string[] =>
    Array.from(
      rulesFor({ errors: { objective } }).matchAll(/record: \S+:ratio_rate(\w+)/g),
      ([, range = '']) => range,
    );
  assert.deepEqual([0.99, 0.9, 0.8].map(windows), [
    ['5m', '1h', '30m', '6h', '3d'],
    ['30m', '6h', '3d'],
    ['6h', '3d'],
  ]);
});
