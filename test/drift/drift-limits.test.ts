import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seriesOf } from '../support/metrics-text.ts';
import { ServedModel } from './served-model.ts';
import { smallBaseline } from './small-baseline.ts';

test('versions beyond the limit are not compared: what they share is no model of its own', async (t) => {
  const options = { baseline: smallBaseline(), limits: { versions: 2 } };
  const served = await ServedModel.serve(t, options, () => ({ output: 'no' }));
  for (const version of ['1', '2', '3', '4']) {
    await served.predict({ features: { size: 7, kind: 'a' } }, `/predictions/shop/${version}`);
  }
  const drifts = served.monitor
    .snapshot()
    .models.map(({ version, drift }) => `${version} ${drift?.baseline}`);
  assert.deepEqual(drifts, ['1 given', '2 given', '@other undefined']);
  assert.deepEqual(
    Object.values(seriesOf(await served.scrape(), 'model_feature_values_total')),
    [1, 1, 1, 1, 1, 1],
  );
  assert.match(
    await served.scrape(),
    /^model_info\{model_name="shop",model_version="@other",.*baseline="none"\} 1$/m,
  );
});

test('nor are they learned from', async (t) => {
  const options = { baseline: { learn: 1 }, limits: { versions: 1 } };
  const served = await ServedModel.serve(t, options, () => ({ output: 'no' }));
  for (const version of ['1', '2'])
    await served.predict({ features: { size: 7 } }, `/predictions/shop/${version}`);
  const drifts = served.monitor
    .snapshot()
    .models.map(({ version, drift }) => `${version} ${drift?.baseline}`);
  assert.deepEqual(drifts, ['1 learned', '@other undefined']);
});

test('whatever traffic brings, there are no more series than the baseline has bins', async (t) => {
  const served = await ServedModel.serve(t, { baseline: smallBaseline() }, () => ({ output: 'no' }));
  const lines = async (): Promise<number> =>
    (await served.scrape()).match(/^model_feature_values_total\{/gm)?.length ?? 0;
  await served.predict({ features: { size: 7, kind: 'a' } });
  const first = await lines();
  const features = Array.from({ length: 500 }, (_, row) => ({
    size: row * 1e6,
    kind: `new ${row}`,
    [`x${row}`]: row,
  }));
  await served.predict({ features });
  assert.deepEqual([first, await lines()], [12 + 6 + 5, first]);
});

test('a list of more values than features are counted is no row of features', async (t) => {
  const options = { baseline: smallBaseline(), limits: { features: 3 } };
  const served = await ServedModel.serve(t, options, () => ({ output: 'no' }));
  await served.predict({ features: [7, 'a', 1] });
  await served.predict({ features: [7, 'a', 1, 1] });
  assert.deepEqual(await served.counts(), { size: { '7.8': 1 }, kind: { a: 1 }, '@prediction': { no: 2 } });
});
