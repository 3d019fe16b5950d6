import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foggyDays, heldOutDays, weatherRows } from '../../example-app/weather-data.ts';
import { skipWithoutAlertmanager } from '../notify/alertmanager-server.ts';
import { codeBlockWith } from '../support/pages.ts';
import { runProgram, skipWithout } from '../support/programs.ts';
import { type AlertCounts, AlertScene } from './alert-scene.ts';
import { eventually } from './eventually.ts';
import type { Told } from './told.ts';

/** Half the window of the replicas: what else there is to be told of, a change back among it, shows within. */
const A_WHILE_SECONDS = 5;
const LABELS = { model_name: 'weather', model_version: '1' };
const ACCURACY_LOW = { ...LABELS, alertname: 'AccuracyLow', severity: 'critical' };
const WIND_DRIFT = {
  ...LABELS,
  alertname: 'WindDrift',
  severity: 'warning',
  feature: 'wind',
  team: 'weather',
};

/** Two alerts in each of three replicas, and the same two of all together. */
const ALL_QUIET: AlertCounts = { replicas: { 0: 6 }, prometheus: {} };
const ALL_FIRING: AlertCounts = { replicas: { 2: 6 }, prometheus: { '': 2 } };

/** That three replicas and Alertmanager have told this of both alerts, and no more. */
function toldByAll(...statuses: readonly Told[string][number]['status'][]): readonly Told[] {
  const of = (labels: Told[string][number]['labels']): Told[string] =>
    statuses.map((status) => ({ status, labels }));
  return Array.from({ length: 4 }, () => ({ AccuracyLow: of(ACCURACY_LOW), WindDrift: of(WIND_DRIFT) }));
}

/** What the commands print that docs/alerting.md has for its alert `Test`. */
async function lookAsOnThePage({ prometheus, alertmanager }: AlertScene, alert: string): Promise<string> {
  const commands = codeBlockWith('docs/alerting.md', 'sh', 'promtool query')
    .replaceAll('http://localhost:9090', prometheus)
    .replaceAll('http://localhost:9093', alertmanager)
    .replaceAll('alertname=Test', `alertname=${alert}`)
    .replaceAll('"Test"', `"${alert}"`);
  const { exitCode, stdout, stderr } = await runProgram('sh', ['-ec', commands]);
  assert.deepEqual([exitCode, stderr], [0, '']);
  return stdout;
}

const skip = skipWithout('prometheus', 'prometheus') || skipWithoutAlertmanager;

test('when the days change each replica and Prometheus tell of it once, and once when they are as before', {
  skip,
  timeout: 120_000,
}, async (t) => {
  const scene = await AlertScene.open(t);
  await eventually(() => scene.counts(), ALL_QUIET);
  await scene.goOn(A_WHILE_SECONDS);
  assert.deepEqual(scene.receiver.requests, []);

  scene.traffic.days = weatherRows(foggyDays);
  await eventually(() => scene.counts(), ALL_FIRING);
  await eventually(() => scene.told(), toldByAll('firing'));
  const seen = await lookAsOnThePage(scene, 'AccuracyLow');
  assert.match(seen, /^ALERTS\{alertname="AccuracyLow", alertstate="firing", .*\} => 1 @/m);
  assert.match(seen, /^AccuracyLow .* accuracy of weather@1 is 0\.\d+, more than 0\.1 below .* active/m);

  scene.traffic.days = weatherRows(heldOutDays);
  await eventually(() => scene.counts(), ALL_QUIET);
  await eventually(() => scene.told(), toldByAll('firing', 'resolved'));
  await scene.goOn(A_WHILE_SECONDS);
  await scene.end();
  assert.deepEqual(scene.told(), toldByAll('firing', 'resolved'));
});
