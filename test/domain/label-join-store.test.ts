import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type PendingStore, StoreUnavailableError } from '../../src/domain/pending-store.ts';
import { labelJoinScene, outcomesOf } from './label-join-scene.ts';
import { dropsOf } from './model-rules.ts';

const A = { id: 'a', output: 'rain' };
const LABEL = { id: 'a', truth: 'rain' };

/** A store that does nothing, but for what is given. */
function storeWith(methods: Partial<PendingStore>): PendingStore {
  return {
    put: async () => ({ replaced: 0, evicted: 0 }),
    take: async (ids) => ids.map(() => 'unknown' as const),
    size: async () => 0,
    close: async () => {},
    ...methods,
  };
}

function throwing(message: string): () => never {
  return () => {
    throw new Error(message);
  };
}

const BROKEN_PUTS: Readonly<Record<string, [put: () => never, report: string]>> = {
  rejects: [() => Promise.reject(new Error('disk full')) as never, 'feedback: disk full'],
  'throws at once': [throwing('no such table'), 'feedback: no such table'],
};

for (const [how, [put, report]] of Object.entries(BROKEN_PUTS)) {
  test(`a store that ${how} when it is to keep predictions is a fault, and nothing else`, async () => {
    const scene = labelJoinScene({}, storeWith({ put }));
    scene.predict(A);
    await nextTurn();
    assert.deepEqual([scene.faults, scene.results(), dropsOf(scene.rules)], [[report], {}, {}]);
    assert.equal(scene.state.predictions, 1);
  });
}

test('a store that cannot be asked for labels says so, and nothing is counted', async () => {
  const down = new StoreUnavailableError('away');
  for (const take of [() => Promise.reject(down), throwing('away')]) {
    const scene = labelJoinScene({}, storeWith({ take }));
    await assert.rejects(scene.join.join([LABEL, 'nonsense']), { message: 'away' });
    assert.deepEqual([scene.results(), scene.state.labels.labels, scene.faults], [{}, 0, []]);
  }
});

test('labels that are all invalid are answered even when the store is down', async () => {
  const scene = labelJoinScene({}, storeWith({ take: throwing('away') }));
  assert.deepEqual(await outcomesOf(scene, 'nonsense', {}), ['invalid', 'invalid']);
});

test('labels beyond the results of the store are unknown', async () => {
  const entry = { ...A, time: 0, model: 'm', version: '1' };
  const scene = labelJoinScene({}, storeWith({ take: async () => [{ entry }] }));
  const labels = ['a', 'b', 'c'].map((id) => ({ id, truth: 'rain' }));
  assert.deepEqual(await outcomesOf(scene, ...labels), ['joined', 'unknown', 'unknown']);
  assert.deepEqual(scene.results(), { joined: 1, unknown: 2 });
});

test('an entry that cannot be read is invalid, one that is damaged is a fault too', async () => {
  const entries = [
    { id: 'a', time: 0, model: 'm', version: '1', output: {} },
    { id: 'a', time: 0, output: 'rain' } as never,
    undefined as never,
  ];
  const scene = labelJoinScene({}, storeWith({ take: async () => entries.map((entry) => ({ entry })) }));
  assert.deepEqual(await outcomesOf(scene, LABEL, LABEL, LABEL), ['invalid', 'invalid', 'invalid']);
  assert.equal(scene.faults.length, 2);
  assert.equal(scene.state.labels.labels, 0);
});

test('a prediction from the future, or of no known time, took no time', async () => {
  const entries = [1e15, Number.NaN].map((time) => ({ ...A, time, model: 'm', version: '1' }));
  const scene = labelJoinScene({}, storeWith({ take: async () => entries.map((entry) => ({ entry })) }));
  assert.deepEqual(await outcomesOf(scene, LABEL, LABEL), ['joined', 'joined']);
  const { count, sum } = scene.state.labelDelay;
  assert.deepEqual([count, sum], [2, 0]);
});

test('what another process predicted counts for its model version here', async () => {
  const entry = { id: 'a', time: 0, model: 'new', version: '7', output: 3, task: 'regression' } as const;
  const scene = labelJoinScene({}, storeWith({ take: async () => [{ entry }] }));
  assert.deepEqual(await outcomesOf(scene, { id: 'a', truth: 4 }), ['joined']);
  const state = scene.models.find('new', '7');
  assert.deepEqual(
    [state?.task.name, state?.predictions, state?.labels.regression.absoluteError],
    ['regression', 0, 1],
  );
});

test('an accuracy of the user sees a joined prediction as it was said', async () => {
  const seen: unknown[] = [];
  const scene = labelJoinScene({
    accuracy: (output, truth, { id, scores }) => {
      seen.push([output, truth, id, scores]);
      return 0.5;
    },
  });
  scene.predict({ id: 'a', output: [0.25, 0.75] });
  assert.deepEqual(await outcomesOf(scene, { id: 'a', truth: 1 }), ['joined']);
  assert.deepEqual(seen, [['1', 1, 'a', [0.25, 0.75]]]);
  assert.equal(scene.state.labels.accuracy.sum, 0.5);
});
