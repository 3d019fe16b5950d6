import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ClusterMemory } from '../../src/prometheus/cluster-memory.ts';
import { valuesIn, valuesMetric } from './cluster-metrics.ts';

const gauge = { name: 'idle', type: 'gauge' };

test('the totals of a dead worker go on, its gauges do not', () => {
  const memory = new ClusterMemory();
  memory.hear(1, [valuesMetric({ a: 5 }), valuesMetric({ a: 1 }, gauge)]);
  memory.hear(2, [valuesMetric({ a: 7 }), valuesMetric({ a: 10 }, gauge)]);
  memory.retire(1);
  memory.retire(1);
  assert.deepEqual([valuesIn(memory.merged()), valuesIn(memory.merged(), 'idle')], [{ a: 12 }, { a: 10 }]);
  memory.retire(2);
  assert.deepEqual([valuesIn(memory.merged()), valuesIn(memory.merged(), 'idle')], [{ a: 12 }, undefined]);
});

test('a worker that is not heard of keeps its gauges for two minutes and its totals for good', () => {
  let now = 0;
  const memory = new ClusterMemory(() => now);
  memory.hear(1, [valuesMetric({ a: 5 }), valuesMetric({ a: 1 }, gauge)]);
  now = 120_000;
  assert.deepEqual(valuesIn(memory.merged(), 'idle'), { a: 1 });
  now = 120_001;
  assert.deepEqual([valuesIn(memory.merged()), valuesIn(memory.merged(), 'idle')], [{ a: 5 }, undefined]);
});

test('a total that is missing from a report keeps its last value, a gauge does not', () => {
  const memory = new ClusterMemory();
  memory.hear(1, [valuesMetric({ a: 5 }), valuesMetric({ b: 6 }, { name: 'other_total' })]);
  memory.hear(1, [valuesMetric({}), valuesMetric({ a: 1 }, gauge)]);
  assert.deepEqual(
    ['jobs_total', 'other_total', 'idle'].map((name) => valuesIn(memory.merged(), name)),
    [{ a: 5 }, { b: 6 }, { a: 1 }],
  );
  memory.hear(1, []);
  assert.deepEqual(
    ['jobs_total', 'other_total', 'idle'].map((name) => valuesIn(memory.merged(), name)),
    [{ a: 5 }, { b: 6 }, undefined],
  );
});

test('dead workers leave at most 10,000 series of a metric, the last ones that died', () => {
  const memory = new ClusterMemory();
  for (let worker = 0; worker < 12_000; worker += 2_000) {
    const kinds = Array.from({ length: 2_000 }, (_, index) => [`${worker + index}`, 1]);
    memory.hear(worker, [valuesMetric(Object.fromEntries(kinds))]);
    memory.retire(worker);
  }
  const kinds = Object.keys(valuesIn(memory.merged()) ?? {}).map(Number);
  assert.deepEqual([kinds.length, Math.min(...kinds)], [10_000, 2_000]);
});

test('no sum falls by a rounding, in whatever order workers are forked and die', () => {
  const steps = fc.array(
    fc.record({
      worker: fc.nat(4),
      seconds: fc.constantFrom(0, 0.1, 0.2, 0.7),
      dies: fc.boolean(),
    }),
    // Long histories: plain sums fall at about one step in a hundred.
    { minLength: 60, maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (history) => {
      const memory = new ClusterMemory();
      const sums = new Map<number, number>();
      let last = 0;
      for (const { worker, seconds, dies } of history) {
        const sum = (sums.get(worker) ?? 0) + seconds;
        sums.set(worker, dies ? 0 : sum);
        memory.hear(worker, [valuesMetric({ a: sum })]);
        if (dies) memory.retire(worker);
        const now = Number(valuesIn(memory.merged())?.['a']);
        assert.ok(now >= last, `${now} after ${last}`);
        last = now;
      }
    }),
  );
});
