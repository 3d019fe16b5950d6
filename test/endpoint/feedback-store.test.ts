import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryStore, type PendingStore, StoreUnavailableError } from '../../src/index.ts';
import { FeedbackService } from './feedback-service.ts';

const LABEL = { id: 'a', truth: 'sun' };
const INVALID = { id: 'a', truth: null };

const DOWN = {
  error: 'store_unavailable',
  message: 'The store of predictions cannot be reached; nothing was counted: send the labels again.',
};

/** A store whose `take` fails as it is told, until it has recovered. */
function failingStore(take: PendingStore['take']): { store: PendingStore; recover(): void } {
  const memory = memoryStore();
  let isUp = false;
  const store: PendingStore = {
    put: (entries) => memory.put(entries),
    take: (ids) => (isUp ? memory.take(ids) : take(ids)),
    size: () => memory.size(),
    close: () => memory.close(),
  };
  const recover = (): void => {
    isUp = true;
  };
  return { store, recover };
}

const FAILURES: readonly { name: string; take: PendingStore['take']; faults?: readonly string[] }[] = [
  { name: 'is unavailable', take: () => Promise.reject(new StoreUnavailableError('gone')) },
  {
    name: 'rejects with an error of its own',
    take: () => Promise.reject(new Error('ECONNREFUSED')),
    faults: ['feedback: ECONNREFUSED'],
  },
  {
    name: 'throws',
    take: () => {
      throw new Error('not connected');
    },
    faults: ['feedback: not connected'],
  },
  {
    name: 'answers nothing',
    take: async () => undefined as never,
    faults: ["feedback: Cannot read properties of undefined (reading '0')"],
  },
];

for (const { name, take, faults = [] } of FAILURES) {
  test(`with a store that ${name} nothing is counted, and labels sent again are joined`, async (t) => {
    const { store, recover } = failingStore(take);
    const service = await FeedbackService.serve(t, { feedback: { store } });
    await service.predict('a');
    for (const labels of [[INVALID, LABEL], LABEL]) {
      const { status, body, headers } = await service.label(labels);
      assert.deepEqual(
        { status, body, retryAfter: headers.get('retry-after') },
        { status: 503, body: DOWN, retryAfter: '5' },
      );
    }
    assert.deepEqual(
      [await service.results(), await service.metric('model_labels_total'), service.faults],
      [{}, {}, [...faults, ...faults]],
    );
    await assert.rejects(service.monitor.label(LABEL));
    recover();
    assert.equal((await service.label(LABEL)).status, 200);
    assert.deepEqual(await service.results(), { joined: 1 });
  });
}

/** Keeps nothing. */
const EMPTY_STORE: PendingStore = {
  put: async () => ({ replaced: 0, evicted: 0 }),
  take: async (ids) => ids.map(() => 'unknown' as const),
  size: async () => 0,
  close: async () => undefined,
};

test('while no prediction can be stored they are served, and the fault is counted', async (t) => {
  for (const put of [
    () => Promise.reject(new Error('full')),
    () => {
      throw new Error('full');
    },
  ] satisfies PendingStore['put'][]) {
    const service = await FeedbackService.serve(t, { feedback: { store: { ...EMPTY_STORE, put } } });
    await service.predict('a');
    assert.deepEqual(await service.metric('model_predictions_total'), {
      '{model_name="default",model_version="unversioned"}': 1,
    });
    assert.deepEqual(service.faults, ['feedback: full']);
  }
});

test('a scrape does without the number of pending predictions when the store does not tell it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  for (const [size, passes] of [
    [() => Promise.reject(new StoreUnavailableError('gone')), false],
    [() => new Promise<number>(() => undefined), true],
  ] as const) {
    const service = await FeedbackService.serve(t, { feedback: { store: { ...EMPTY_STORE, size } } });
    const scraped = service.monitor.registry.metrics();
    if (passes) t.mock.timers.tick(1000);
    const page = await scraped;
    assert.doesNotMatch(page, /^model_feedback_pending \d/m);
    assert.match(page, /^model_feedback_total\{result="joined"\} 0$/m);
    assert.deepEqual(service.faults, []);
  }
});

test('a store that does not close is a fault, and the monitor closes all the same', async (t) => {
  const close = (): Promise<void> => Promise.reject(new Error('busy'));
  const service = await FeedbackService.serve(t, { feedback: { store: { ...EMPTY_STORE, close } } });
  await service.monitor.close();
  assert.deepEqual(service.faults, ['feedback: busy']);
});
