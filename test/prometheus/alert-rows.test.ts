import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { BaselinePlan } from '../../src/domain/baseline-plan.ts';
import { NotificationCounts } from '../../src/domain/notification-counts.ts';
import { addAlertSources } from '../../src/prometheus/alert-rows.ts';
import { alertRule } from '../domain/alert-rules.ts';
import { AlertScene } from '../domain/alert-scene.ts';
import { smallBaseline } from '../drift/small-baseline.ts';
import { joinMonitor, samplesIn } from '../support/joined-families.ts';

async function pageOf(scene: AlertScene, notifications: NotificationCounts): Promise<string[]> {
  const registry = new Registry();
  const families = joinMonitor(registry, ['model_alert_state', 'model_notifications_total']);
  addAlertSources(families, { watch: scene.watch, notifications });
  return samplesIn(await registry.metrics());
}

test('alerts are told by the name of their rule, as 0, 1 or 2, and not at all without enough data', async () => {
  const precision = alertRule({ name: 'Precision', metric: 'precision' });
  const baselines = new BaselinePlan();
  baselines.add({}, { baseline: smallBaseline() });
  const rules = [
    alertRule({ name: 'Accuracy', bound: { kind: 'below', value: 0.1 } }),
    alertRule({ name: 'Wait', forSeconds: 60 }),
    { ...precision, minCount: 40 },
    alertRule({ name: 'Drift', metric: 'drift', bound: { kind: 'drifted' } }),
  ];
  const scene = new AlertScene(rules, { baselines });
  for (let row = 0; row < 100; row += 1) {
    const features = { size: row < 10 ? row : null, kind: 'a' };
    scene.state.observe({ features, output: row < 70 ? 'a' : 'b', truth: row < 20 ? 'a' : 'b' });
  }
  scene.pass();
  const labels = (alert: string, { feature = '', name = '' } = {}): string =>
    `model_name="m",model_version="1",alert="${alert}",feature="${feature}",class="${name}"`;
  const notifications = new NotificationCounts(['webhook']);
  notifications.count('webhook', 'failed');
  assert.deepEqual(await pageOf(scene, notifications), [
    `model_alert_state{${labels('Accuracy')}} 0`,
    `model_alert_state{${labels('Wait')}} 1`,
    `model_alert_state{${labels('Precision', { name: 'a' })}} 2`,
    `model_alert_state{${labels('Drift', { feature: 'kind' })}} 2`,
    'model_notifications_total{notifier="webhook",result="sent"} 0',
    'model_notifications_total{notifier="webhook",result="failed"} 1',
    'model_notifications_total{notifier="webhook",result="dropped"} 0',
  ]);
});
