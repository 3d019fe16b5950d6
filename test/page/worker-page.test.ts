import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Snapshot } from '../../src/index.ts';
import { predict, TestCluster, type TestWorker, type Two } from '../support/test-cluster.ts';

async function snapshotOf({ url }: TestWorker): Promise<Snapshot> {
  return (await (await fetch(`${url}/monitor/api/snapshot`)).json()) as Snapshot;
}

test('a worker of a cluster tells what it has counted itself, and that it is one', async (t) => {
  const cluster = new TestCluster(t);
  const [first, second] = await cluster.fork<Two>(2);
  await predict(first, 3);
  await predict(second, 1);
  const [ofFirst, ofSecond] = [await snapshotOf(first), await snapshotOf(second)];
  assert.deepEqual(
    [ofFirst, ofSecond].map(({ models, process }) => [models[0]?.total.predictions, process.isClusterWorker]),
    [
      [3, true],
      [1, true],
    ],
  );
  assert.notEqual(ofFirst.process.pid, ofSecond.process.pid);
});
