import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import express from 'express';
import { LateLabels } from '../../example-app/late-labels.ts';
import { listen } from '../../example-app/listen.ts';

interface Feedback {
  readonly url: string;
  /** The bodies of the requests, in their order. */
  readonly bodies: unknown[];
}

/** Takes labels: of an id it knows already the label alone is a conflict. */
async function startFeedback(t: TestContext): Promise<Feedback> {
  const bodies: unknown[] = [];
  const known = new Set<string>();
  const app = express().use(express.json());
  app.post('/feedback', (req, res) => {
    bodies.push(req.body);
    const { id } = req.body;
    if (id === 'broken') res.status(503).json({});
    else res.status(known.has(id) ? 409 : 200).json({});
    known.add(id);
  });
  const server = await listen(app, 0);
  t.after(() => server.stop());
  return { url: server.url, bodies };
}

const label = (id: string) => ({ id, truth: 'rain' });

test('labels are sent once they are due: the first of them alone, the others in one request', async (t) => {
  const { url, bodies } = await startFeedback(t);
  const arrived: string[] = [];
  const labels = new LateLabels(url, ({ id }) => arrived.push(id));
  labels.plan(label('a'), [3_000]);
  labels.plan(label('b'), [1_000]);
  labels.plan(label('c'), [2_000]);
  labels.plan(label('d'), [4_000]);

  await labels.sendDue(999);
  assert.deepEqual(bodies, []);
  await labels.sendDue(3_500);
  assert.deepEqual(bodies.splice(0), [label('b'), [label('c'), label('a')]]);
  await labels.sendDue(Number.POSITIVE_INFINITY);
  assert.deepEqual(bodies, [label('d')]);
  assert.deepEqual(arrived, ['b', 'c', 'a', 'd']);
  assert.deepEqual(labels.counts, { sent: 4, sentAgain: 0, never: 0 });
});

test('a label is counted once however often it is sent, and a prediction without one as such', async (t) => {
  const { url, bodies } = await startFeedback(t);
  const arrived: string[] = [];
  const labels = new LateLabels(url, ({ id }) => arrived.push(id));
  labels.plan(label('twice'), [2_000, 1_000]);
  labels.plan(label('never'), []);

  await labels.sendDue(1_000);
  await labels.sendDue(2_000);

  assert.deepEqual(bodies, [label('twice'), label('twice')]);
  assert.deepEqual(arrived, ['twice']);
  assert.deepEqual(labels.counts, { sent: 1, sentAgain: 1, never: 1 });
});

test('a label that is not taken is not counted', async (t) => {
  const { url } = await startFeedback(t);
  const arrived: string[] = [];
  const refused = new LateLabels(url, ({ id }) => arrived.push(id));
  const unheard = new LateLabels('http://127.0.0.1:1', ({ id }) => arrived.push(id));
  for (const labels of [refused, unheard]) {
    labels.plan(label('broken'), [0]);
    await labels.sendDue(0);
    assert.deepEqual(labels.counts, { sent: 0, sentAgain: 0, never: 0 });
  }
  assert.deepEqual(arrived, []);
});
