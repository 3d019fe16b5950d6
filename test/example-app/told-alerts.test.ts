import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AlertEvent } from 'express-model-monitor';
import { ToldAlerts } from '../../example-app/told-alerts.ts';

function event(status: AlertEvent['status'], version: string): AlertEvent {
  return {
    status,
    alert: 'AccuracyFell',
    severity: 'critical',
    subject: { model: 'weather', version, class: '', feature: '' },
    metric: 'accuracy',
    value: 0.5,
    bound: 0.7,
    isWrongWhen: 'below',
    n: 100,
    startedAt: 0,
    labels: {},
    annotations: {},
    links: {},
    summary: `accuracy of weather@${version} is 0.5`,
  };
}

test('an alert is said when it fires and when it is over, and counted by version', (t) => {
  const lines: string[] = [];
  t.mock.method(console, 'log', (line: string) => lines.push(line));
  const alerts = new ToldAlerts();
  for (const told of [
    event('firing', '1'),
    event('firing', '2'),
    event('resolved', '1'),
    event('firing', '1'),
  ]) {
    alerts.tell(told);
  }

  assert.deepEqual(lines, [
    '[alert] firing AccuracyFell: accuracy of weather@1 is 0.5',
    '[alert] firing AccuracyFell: accuracy of weather@2 is 0.5',
    '[alert] resolved AccuracyFell: accuracy of weather@1 is 0.5',
    '[alert] firing AccuracyFell: accuracy of weather@1 is 0.5',
  ]);
  assert.deepEqual(
    alerts.counts,
    new Map([
      ['AccuracyFell of version 1', { fired: 2, resolved: 1 }],
      ['AccuracyFell of version 2', { fired: 1, resolved: 0 }],
    ]),
  );
});
