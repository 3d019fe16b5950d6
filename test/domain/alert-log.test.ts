import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertLog } from '../../src/domain/alert-log.ts';
import { alertRule } from './alert-rules.ts';
import { AlertScene } from './alert-scene.ts';

test('each event is one line on stderr, and counts as sent', async (t) => {
  const written = t.mock.method(console, 'error', () => {});
  const results: string[] = [];
  const notifier = alertLog.create({
    count: (result) => results.push(result),
    fault: (error) => assert.fail(error),
  });
  const scene = new AlertScene([alertRule({ name: 'LowAccuracy', severity: 'critical' })]);
  scene.predict({ wrong: 50 });
  scene.pass();
  scene.predict({ right: 950 });
  scene.pass();
  for (const event of scene.events) notifier.notify(event);
  await notifier.close();
  assert.deepEqual(
    written.mock.calls.map(({ arguments: given }) => given),
    [
      [
        'express-model-monitor: alert firing: LowAccuracy (critical): accuracy of m@1 is 0, below 0.8 (n = 50, 95 % interval 0 to 0.07135)',
      ],
      [
        'express-model-monitor: alert resolved: LowAccuracy (critical): accuracy of m@1 is 0.95, no longer below 0.8 (n = 1000, 95 % interval 0.9347 to 0.9619)',
      ],
    ],
  );
  assert.deepEqual([notifier.name, results], ['log', ['sent', 'sent']]);
});
