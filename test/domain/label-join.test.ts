import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FEEDBACK_RESULTS, resultOf } from '../../src/domain/label.ts';
import { labelJoinScene, MOST_PENDING, outcomesOf, TTL_SECONDS } from './label-join-scene.ts';
import { dropsOf } from './model-rules.ts';

const A = { id: 'a', output: 'rain' };
const B = { id: 'b', output: 'sun' };

test('every result stands from the start, at 0', () => {
  const { join } = labelJoinScene();
  assert.deepEqual(
    Array.from(join.results),
    FEEDBACK_RESULTS.map((result) => [result, 0]),
  );
});

test('a label joins its prediction once, and counts after the time it took', async () => {
  const scene = labelJoinScene();
  scene.predict(A, B);
  scene.pass(30);
  assert.deepEqual(await scene.join.join([{ id: 'a', truth: 'sun' }]), [resultOf('a', 'joined')]);
  assert.deepEqual(await scene.join.join([{ id: 'a', truth: 'rain' }]), [resultOf('a', 'duplicate')]);
  const { labels, labelDelay } = scene.state;
  assert.deepEqual([labels.labels, labels.accuracy.sum, labelDelay.count, labelDelay.sum], [1, 0, 1, 30]);
  assert.equal(await scene.join.pending(), 1);
  assert.deepEqual(scene.results(), { joined: 1, duplicate: 1 });
});

test('a label that comes right after its prediction finds it', async () => {
  const scene = labelJoinScene();
  scene.predict(A);
  const first = scene.join.join([{ id: 'a', truth: 'rain' }]);
  scene.predict(B);
  assert.deepEqual(await first, [resultOf('a', 'joined')]);
  assert.deepEqual(await outcomesOf(scene, { id: 'b', truth: 'sun' }), ['joined']);
});

test('results come in the order of the labels, whatever is wrong with some', async () => {
  const scene = labelJoinScene();
  scene.predict(A, B, { id: 'c', output: 'rain', truth: 'rain' });
  const labels = [
    { id: 'x', truth: 'sun' },
    'nonsense',
    { id: 'b', truth: 'sun' },
    { id: 'a' },
    { id: 'a', truth: 'rain' },
    { id: 'b', truth: 'sun' },
    { id: 'c', truth: 'rain' },
  ];
  const expected = ['unknown', 'invalid', 'joined', 'invalid', 'joined', 'duplicate', 'duplicate'];
  assert.deepEqual(await outcomesOf(scene, ...labels), expected);
  assert.deepEqual(scene.results(), { joined: 2, unknown: 1, duplicate: 2, invalid: 2 });
  assert.deepEqual([scene.state.labels.labels, scene.state.labels.accuracy.sum], [3, 3]);
});

test('a label is too late after the ttl, and unknown after another', async () => {
  const scene = labelJoinScene();
  scene.predict(A);
  scene.pass(TTL_SECONDS + 1);
  assert.deepEqual(await outcomesOf(scene, { id: 'a', truth: 'rain' }), ['expired']);
  scene.pass(TTL_SECONDS);
  assert.deepEqual(await outcomesOf(scene, { id: 'a', truth: 'rain' }), ['unknown']);
  assert.deepEqual(scene.results(), { expired: 1, unknown: 1 });
});

test('beyond the cap the oldest goes, an id used again replaces; both are counted', async () => {
  const scene = labelJoinScene();
  for (let index = 0; index <= MOST_PENDING; index += 1) scene.predict({ id: `p${index}`, output: 'rain' });
  scene.pass(1);
  scene.predict({ id: 'p1', output: 'sun' });
  const labels = ['p0', 'p1', 'p2'].map((id) => ({ id, truth: 'sun' }));
  assert.deepEqual(await outcomesOf(scene, ...labels), ['unknown', 'joined', 'joined']);
  assert.deepEqual(scene.results(), { joined: 2, unknown: 1, evicted: 1 });
  assert.deepEqual(dropsOf(scene.rules), { pending_labels: 1 });
  assert.equal(scene.state.labels.accuracy.sum, 1);
});

test('a prediction that could not be read does not wait', async () => {
  const scene = labelJoinScene();
  scene.predict({ id: 'a', output: {} });
  assert.deepEqual(await outcomesOf(scene, { id: 'a', truth: 'rain' }), ['unknown']);
  assert.equal(await scene.join.pending(), 0);
});

test('numbers as text are numbers to a regression; other text does not use up the prediction', async () => {
  const scene = labelJoinScene({ task: 'regression' });
  scene.predict({ id: 'a', output: 3 });
  const texts = ['abc', '', true].map((truth) => ({ id: 'a', truth }));
  assert.deepEqual(await scene.join.join(texts), Array(3).fill(resultOf('a', 'invalid')));
  assert.deepEqual(await outcomesOf(scene, { id: 'a', truth: '3.5' }), ['joined']);
  const { mae } = scene.state.labels.regression.figures();
  assert.deepEqual([mae, dropsOf(scene.rules)], [0.5, {}]);
});

test('beside a classifier it does, since nobody knows whose label it is before it is asked for', async () => {
  const scene = labelJoinScene();
  scene.models.state('other', '1').observe({ output: 'text' });
  scene.predict({ id: 'a', output: 2.5 });
  assert.deepEqual(await outcomesOf(scene, { id: 'a', truth: 'abc' }), ['invalid']);
  assert.deepEqual(await outcomesOf(scene, { id: 'a', truth: 2 }), ['duplicate']);
  assert.deepEqual(dropsOf(scene.rules), { labels: 1 });
});

test('before any model is known a label of any kind may be right', async () => {
  const scene = labelJoinScene();
  assert.deepEqual(await outcomesOf(scene, { id: 'a', truth: 'abc' }), ['unknown']);
});

test('nothing sent is nothing asked', async () => {
  assert.deepEqual(await outcomesOf(labelJoinScene()), []);
});
