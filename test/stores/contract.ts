import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { PendingStore, StoreSettings } from '../../src/domain/pending-store.ts';
import { ANSWER_RULES } from './contract-answers.ts';
import { AGE_RULES, CAP, CAP_RULES } from './contract-limits.ts';
import { pendingEntries } from './pending-entry.ts';
import { START, TestClock, TTL } from './store-rules.ts';

/** Makes an empty store, which the test context closes at its end. */
export type StoreMaker = (t: TestContext, settings: Partial<StoreSettings>) => Promise<PendingStore>;

/** Registers what every `PendingStore` has to do; `name` begins the names of the tests. */
export function registerStoreContract(name: string, make: StoreMaker, skip: string | false = false): void {
  const parts = [
    { rules: ANSWER_RULES, settings: {} },
    { rules: AGE_RULES, settings: {} },
    { rules: CAP_RULES, settings: { maxEntries: CAP } },
  ];
  for (const { rules, settings } of parts) {
    for (const [sentence, rule] of Object.entries(rules)) {
      test(`${name}: ${sentence}`, { skip }, async (t) => {
        const clock = new TestClock();
        await rule(await make(t, { ttlMs: TTL, now: clock.now, ...settings }), clock);
      });
    }
  }
  test(`${name}: what it was given itself goes before what the monitor says`, { skip }, async (t) => {
    await checkSettings(await make(t, { ttlMs: TTL }));
  });
}

async function checkSettings(store: PendingStore): Promise<void> {
  const onFault = (error: Error): void => assert.fail(error);
  store.configure?.({ ttlMs: 1, maxEntries: 1, now: () => START + TTL, onFault });
  assert.deepEqual(await store.put(pendingEntries(2, START)), { replaced: 0, evicted: 1 });
  const results = await store.take(['p0', 'p1']);
  assert.equal(results.filter((result) => typeof result !== 'string').length, 1);
}
