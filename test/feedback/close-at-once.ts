import type { TestContext } from 'node:test';
import { inParallel } from './in-parallel.ts';
import { ServingProcess, type StorePlace } from './serving-processes.ts';
import { callsFor } from './weather-rows.ts';

/** A process that is closed as soon as it has answered stores what it has predicted: the next one finds all of it. */
export async function closeAtOnce(t: TestContext, store: StorePlace): Promise<void> {
  const calls = callsFor({ from: 0, count: 4000, each: 100 });
  const closed = await ServingProcess.start(t, { store });
  await inParallel(calls, calls.length, (call) => closed.client.predict(call));
  await closed.close();
  const next = await ServingProcess.start(t, { store });
  await next.client.hasPending(4000);
}
