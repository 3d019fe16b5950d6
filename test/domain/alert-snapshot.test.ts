import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertSnapshot } from '../../src/domain/alert-snapshot.ts';
import { takeSnapshot } from '../../src/domain/snapshot.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { alertRule } from './alert-rules.ts';
import { AlertScene, START } from './alert-scene.ts';
import { snapshotSourceOf } from './snapshot-source.ts';

const RULES = [
  alertRule({ name: 'LowAccuracy', severity: 'critical' }),
  alertRule({ name: 'LowQuality', bound: { kind: 'below_baseline', by: 0.1 } }),
  alertRule({ name: 'Silence', metric: 'throughput', bound: { kind: 'above', value: 1e6 }, minCount: 0 }),
];

test('an alert shows what it is about, how it stands and since when, and what is known of its figure', () => {
  const scene = new AlertScene(RULES);
  scene.pass(5);
  scene.predict({ right: 10, wrong: 40 });
  scene.pass(5);
  scene.pass(3);
  const subject = { model: 'm', version: '1', class: '', feature: '' };
  const [accuracy, quality, silence] = Array.from(scene.watch, alertSnapshot);
  const interval = wilsonInterval(10, 50, 0.95);
  assert.deepEqual(accuracy, {
    rule: 'LowAccuracy',
    metric: 'accuracy',
    severity: 'critical',
    subject,
    state: 'firing',
    value: 0.2,
    bound: 0.8,
    isWrongWhen: 'below',
    n: 50,
    interval,
    since: new Date(START + 10_000).toISOString(),
  });
  assert.deepEqual(quality, {
    rule: 'LowQuality',
    metric: 'accuracy',
    severity: 'warning',
    subject,
    state: 'not_enough_data',
    value: 0.2,
    isWrongWhen: 'below',
    n: 50,
    interval,
    since: new Date(START + 10_000).toISOString(),
  });
  assert.deepEqual([silence?.state, silence?.isWrongWhen, silence?.interval], ['ok', 'above', undefined]);
});

test('a snapshot has the alerts where there are rules, as plain JSON', () => {
  const scene = new AlertScene(RULES);
  scene.predict({ wrong: 50 });
  scene.pass();
  assert.equal('alerts' in takeSnapshot(snapshotSourceOf(scene.models), new Date()), false);
  const source = snapshotSourceOf(scene.models, { alerts: scene.watch });
  const { alerts } = takeSnapshot(source, new Date());
  assert.deepEqual(alerts, Array.from(scene.watch, alertSnapshot));
  assert.deepEqual(JSON.parse(JSON.stringify(alerts)), alerts);
});
