import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Baseline, type BaselineRow, type DriftSnapshot } from '../../src/index.ts';
import { ServedModel } from './served-model.ts';
import { SMALL_ROWS } from './small-baseline.ts';

type Learn = Parameters<typeof ServedModel.serve>[1];

/** A model of version 1 that answers what it is told. */
function serveEcho(t: Parameters<typeof ServedModel.serve>[0], options: Learn): Promise<ServedModel> {
  return ServedModel.serve(t, options, (req) => ({ output: req.body.output }));
}

async function predictAll(served: ServedModel, rows: readonly BaselineRow[], path?: string): Promise<void> {
  for (const row of rows) await served.predict(row, path);
}

function driftOf(served: ServedModel, version = 'unversioned'): DriftSnapshot {
  const found = served.monitor.snapshot().models.find((model) => model.version === version);
  return found?.drift ?? assert.fail(`version ${version} has no baseline`);
}

function infoOf(page: string): string | undefined {
  return /^model_info\{.*baseline="([^"]*)"/m.exec(page)?.[1];
}

test('the first predictions are learned from, those after them compared', async (t) => {
  const served = await serveEcho(t, { baseline: { learn: 40 } });
  await predictAll(served, SMALL_ROWS.slice(0, 39));
  assert.deepEqual(driftOf(served), { baseline: 'learning', rows: 39, of: 40 });
  assert.equal(infoOf(await served.scrape()), 'learning');
  assert.deepEqual(await served.counts(), {});

  await predictAll(served, SMALL_ROWS.slice(39));
  const drift = driftOf(served);
  assert.equal(drift.baseline, 'learned');
  assert.ok(!Number.isNaN(Date.parse(infoOf(await served.scrape()) ?? '')));
  const learned = Baseline.fromRows(SMALL_ROWS, { createdAt: new Date(0) });
  const rowsOf = (feature: Baseline['features'][number]): number[] => [...feature.counts];
  assert.deepEqual(
    drift.features.map(({ feature, histogram }) => [feature, histogram.baseline.filter((rows) => rows > 0)]),
    [...learned.features, learned.prediction ?? assert.fail()].map((feature) => [
      feature.name,
      rowsOf(feature),
    ]),
  );
  assert.deepEqual(await served.counts(), { size: {}, kind: {}, '@prediction': {} });

  await served.predict({ features: { size: 7, kind: 'd' }, output: 'yes' });
  assert.deepEqual(await served.counts(), {
    size: { '7.8': 1 },
    kind: { '@unseen': 1 },
    '@prediction': { yes: 1 },
  });
});

test('a batch that goes beyond what is to be learned is compared from there on', async (t) => {
  const served = await serveEcho(t, { baseline: { learn: 40 } });
  const rows = [...SMALL_ROWS, ...SMALL_ROWS.slice(0, 3)];
  await served.predict({
    features: rows.map(({ features }) => features),
    output: rows.map(({ output }) => output),
  });
  assert.deepEqual((await served.counts())['kind'], { a: 2, b: 1 });
});

test('every model version learns its own, only those that are to', async (t) => {
  const served = await serveEcho(t, { baseline: { shop: { learn: 3 } } });
  const rows = SMALL_ROWS.slice(0, 3);
  await predictAll(served, rows, '/predictions/shop/1');
  await predictAll(served, rows.slice(1), '/predictions/shop/2');
  await predictAll(served, rows, '/predictions/else/1');
  const states = served.monitor
    .snapshot()
    .models.map(({ model, version, drift }) => [model, version, drift?.baseline]);
  assert.deepEqual(states, [
    ['shop', '1', 'learned'],
    ['shop', '2', 'learning'],
    ['else', '1', undefined],
  ]);
});

test('inputs by position are learned and compared as f0, f1 and so on', async (t) => {
  const served = await serveEcho(t, { baseline: { learn: 40 } });
  for (const { features } of SMALL_ROWS)
    await served.predict({ features: Object.values(features ?? {}), output: 'no' });
  await served.predict({ features: [7, 'c'], output: 'no' });
  assert.deepEqual(await served.counts(), { f0: { '7.8': 1 }, f1: { c: 1 }, '@prediction': { no: 1 } });
});

test('scores are learned too, under the names of their classes', async (t) => {
  const served = await ServedModel.serve(t, { baseline: { learn: 20 } }, (req) => ({
    scores: req.body.scores,
  }));
  for (let row = 0; row <= 20; row += 1) {
    const yes = row / 20;
    await served.predict({ features: { size: row }, scores: { no: 1 - yes, yes } });
  }
  assert.deepEqual((await served.counts())['@score:yes'], { '+Inf': 1 });
});

test('features and categories beyond the limits are not learned', async (t) => {
  const limits = { features: 2, categories: 1 };
  const served = await serveEcho(t, { baseline: { learn: 3 }, limits });
  for (const kind of ['a', 'a', 'b'])
    await served.predict({ features: { kind, size: 1, colour: 'red' }, output: 'no' });
  await served.predict({ features: { kind: 'b', size: 1, colour: 'red' }, output: 'no' });
  assert.deepEqual(await served.counts(), {
    kind: { '@other': 1 },
    size: { 1: 1 },
    '@prediction': { no: 1 },
  });
});
