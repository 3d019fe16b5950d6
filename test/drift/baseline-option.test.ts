import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Baseline, type ModelMonitorOptions } from '../../src/index.ts';
import { seriesOf } from '../support/metrics-text.ts';
import { ServedModel } from './served-model.ts';
import { SMALL_CREATED_AT, smallBaseline } from './small-baseline.ts';

const folder = mkdtempSync(join(tmpdir(), 'drift-'));
after(() => rmSync(folder, { recursive: true }));

const SMALL = smallBaseline();
const ANOTHER_DAY = smallBaseline({ createdAt: new Date('2026-02-02') });
const FILE = join(folder, 'baseline.json');
writeFileSync(FILE, JSON.stringify(SMALL));

const FORMS: Readonly<Record<string, ModelMonitorOptions['baseline']>> = {
  'the path of a file': FILE,
  'an object': SMALL,
  'a list': [{ ...ANOTHER_DAY, model: 'other' }, SMALL],
  'an object by model': { other: ANOTHER_DAY, shop: FILE },
  'an object by model and version': { 'shop@2': ANOTHER_DAY, 'shop@1': SMALL },
};

for (const [form, baseline] of Object.entries(FORMS)) {
  test(`${form} is what predictions are compared with, named by its date`, async (t) => {
    const served = await ServedModel.serve(t, { baseline }, () => ({ output: 'yes' }));
    await served.predict({ features: { size: 7, kind: 'b' } }, '/predictions/shop/1');
    assert.deepEqual(await served.counts('1'), {
      size: { '7.8': 1 },
      kind: { b: 1 },
      '@prediction': { yes: 1 },
    });
    assert.deepEqual(seriesOf(await served.scrape(), 'model_info'), {
      [`{model_name="shop",model_version="1",task="classification",protocol="plain",baseline="${SMALL_CREATED_AT}"}`]: 1,
    });
    assert.deepEqual(served.faults, []);
  });
}

test('each model version is compared with the baseline that names it most closely', async (t) => {
  const of = (scope: object, day: number): Baseline => ({
    ...smallBaseline({ createdAt: new Date(Date.UTC(2026, 0, day)) }),
    ...scope,
  });
  const baseline = [
    of({ model: 'shop', version: '2' }, 2),
    of({ model: 'shop' }, 3),
    of({ version: '9' }, 4),
  ];
  const served = await ServedModel.serve(t, { baseline }, () => ({ output: 'yes' }));
  for (const version of ['shop/1', 'shop/2', 'else/9', 'else/1']) {
    await served.predict({ features: { size: 7 } }, `/predictions/${version}`);
  }
  const found = served.monitor.snapshot().models.map(({ model, version, drift }) => {
    const createdAt = drift !== undefined && drift.baseline !== 'learning' ? drift.createdAt : 'none';
    return `${model}/${version} ${createdAt.slice(0, 10)}`;
  });
  assert.deepEqual(found, ['shop/1 2026-01-03', 'shop/2 2026-01-02', 'else/9 2026-01-04', 'else/1 none']);
  assert.deepEqual(await served.counts('1'), {
    size: { '7.8': 1 },
    kind: { '@missing': 1 },
    '@prediction': { yes: 1 },
  });
});

test('without a baseline there is none of its metrics, and info and snapshot say so', async (t) => {
  const served = await ServedModel.serve(t, {}, () => ({ output: 'yes' }));
  await served.predict({ features: { size: 7 } });
  const page = await served.scrape();
  assert.doesNotMatch(page, /^model_(feature|quality_estimated)[^ ]*\{/m);
  assert.match(page, /^model_info\{.*baseline="none"\} 1$/m);
  assert.equal(served.monitor.snapshot().models[0]?.drift, undefined);
});

test('task and classes are those of the baseline', async (t) => {
  const served = await ServedModel.serve(t, { baseline: smallBaseline() }, (req) => ({
    output: req.body.says,
  }));
  for (const says of [0.9, 0.2, [0.6, 0.4]]) await served.predict({ features: { size: 7 }, says });
  assert.deepEqual((await served.counts())['@prediction'], { no: 2, yes: 1 });
  assert.equal(served.monitor.snapshot().models[0]?.task, 'classification');
});

test('a regression says so from the start, whole outputs too', async (t) => {
  const rows = Array.from({ length: 40 }, (_, size) => ({ features: { size }, output: size * 1.5 }));
  const baseline = Baseline.fromRows(rows, { createdAt: new Date(0) });
  const served = await ServedModel.serve(t, { baseline }, () => ({ output: 3 }));
  await served.predict({ features: { size: 7 } });
  assert.equal(served.monitor.snapshot().models[0]?.task, 'regression');
  assert.deepEqual((await served.counts())['@prediction'], { '5.85': 1 });
});

test('options win over the baseline', async (t) => {
  const options = { baseline: smallBaseline(), classes: ['ham', 'spam'], positiveClass: 'ham' };
  const served = await ServedModel.serve(t, options, () => ({ output: 0.9 }));
  await served.predict({ features: { size: 7 } });
  assert.deepEqual((await served.counts())['@prediction'], { '@unseen': 1 });
  assert.deepEqual(seriesOf(await served.scrape(), 'model_predicted_class_total'), {
    '{model_name="default",model_version="unversioned",class="ham"}': 1,
  });
});
