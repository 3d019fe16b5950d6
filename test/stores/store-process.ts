// A process of its own with a store, that does what a test tells it: see store-processes.ts.

import { StoreUnavailableError, type TakeResult } from '../../src/domain/pending-store.ts';
import { fileStore } from '../../src/stores/file-store.ts';
import { redisStore } from '../../src/stores/redis-store.ts';
import { pendingEntry } from './pending-entry.ts';
import type { ProcessMessage, ProcessTask } from './store-processes.ts';

const PARALLEL_CALLS = 20;

const [kind, place = ''] = process.argv.slice(2);
const onFault = (): void => {};
const store = kind === 'file' ? fileStore({ path: place, onFault }) : redisStore({ url: place, onFault });

function say(message: ProcessMessage): void {
  process.send?.(message);
}

/** As a client does: a label that is refused is sent again. */
async function take(id: string): Promise<TakeResult | undefined> {
  for (;;) {
    try {
      const [result] = await store.take([id]);
      return result;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

async function takeAndSay(id: string): Promise<void> {
  const result = await take(id);
  if (result !== undefined) say({ id, result: typeof result === 'string' ? result : 'joined' });
}

async function putAndSay(id: string): Promise<void> {
  await store.put([pendingEntry(id, Date.now())]);
  say({ id, result: 'stored' });
}

async function inParallel<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const work = async (): Promise<void> => {
    for (const item of left) await run(item);
  };
  await Promise.all(Array.from({ length: PARALLEL_CALLS }, work));
}

async function carryOut(task: ProcessTask): Promise<void> {
  if ('take' in task) return inParallel(task.take, takeAndSay);
  const numbers = Array.from({ length: task.count }, (_, number) => number);
  return inParallel(numbers, async (number) => {
    const id = `${task.stream}-${number}`;
    await putAndSay(id);
    if (number % 2 === 0) await takeAndSay(id);
  });
}

process.on('message', (message: ProcessTask | 'close') => {
  if (message === 'close') void store.close().then(() => process.disconnect());
  else void carryOut(message).then(() => say('done'));
});

void take('nobody').then(() => say('ready'));
