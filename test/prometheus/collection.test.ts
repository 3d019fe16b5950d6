import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { collectMetrics } from '../../src/prometheus/collection.ts';
import { METRICS_CLIENTS } from '../support/metrics-clients.ts';
import { recordFaults } from '../support/recorded-faults.ts';

for (const { name, client } of METRICS_CLIENTS) {
  test(`metrics that throw or never answer are left out and reported, the others are served (${name})`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { faults, reports } = recordFaults();
    const registry = new client.Registry();
    const registers = [registry];
    new client.Gauge({
      name: 'throws',
      help: 'Throws.',
      registers,
      collect: () => {
        throw new Error('no database');
      },
    });
    new client.Gauge({
      name: 'rejects',
      help: 'Rejects.',
      registers,
      collect: () => Promise.reject('no luck'),
    });
    new client.Gauge({ name: 'hangs', help: 'Hangs.', registers, collect: () => new Promise(() => {}) });
    new client.Counter({ name: 'works_total', help: 'Works.', registers }).inc(3);
    const collecting = collectMetrics(registry, faults);
    await nextTurn();
    t.mock.timers.tick(5_000);
    const { metrics } = await collecting;
    assert.deepEqual(
      metrics.map((metric) => [metric.name, metric.values?.map(({ value }) => value)]),
      [['works_total', [3]]],
    );
    assert.deepEqual(reports, [
      'metrics: Metric throws left out of a scrape: Error: no database',
      'metrics: Metric rejects left out of a scrape: no luck',
      'metrics: Metric hangs left out of a scrape: Error: no answer within 5 s',
    ]);
  });
}

test('a scrape leaves no timer behind that would keep the process alive', async () => {
  const [{ client } = assert.fail('no client')] = METRICS_CLIENTS;
  const timersBefore = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout');
  await collectMetrics(new client.Registry(), recordFaults().faults);
  const timersAfter = process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout');
  assert.deepEqual(timersAfter, timersBefore);
});
