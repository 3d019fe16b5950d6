import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { PendingStore, Series, Snapshot } from '../../src/index.ts';
import { dashboardApp } from './dashboard-app.ts';

/** A store whose size is told as the case says. */
function storeThat(size: () => Promise<number>): PendingStore {
  return {
    put: async () => ({ replaced: 0, evicted: 0 }),
    take: async (ids) => ids.map(() => 'unknown'),
    size,
    close: async () => undefined,
  };
}

test('the JSON is what snapshot() says, with the predictions that wait', async (t) => {
  const app = await dashboardApp(t, { feedback: true });
  await app.predict();
  await app.predict();
  const { time, pendingLabels, ...told } = (await app.json('/monitor/api/snapshot')) as Snapshot;
  const { time: _, ...expected } = app.monitor.snapshot();
  assert.ok(Date.parse(time) <= Date.now());
  assert.equal(pendingLabels, 2);
  const withoutClock = ({ models, ...rest }: typeof told): object => ({
    ...rest,
    models: models.map(({ window: { seconds: _, quality, ...window }, ...model }) => ({
      ...model,
      window: { ...window, quality: quality.filter(({ metric }) => metric !== 'throughput') },
    })),
  });
  assert.deepEqual(withoutClock(told), withoutClock(expected));
});

test('without feedback nothing waits, and a store that cannot say leaves the number out', async (t) => {
  const off = await dashboardApp(t);
  assert.equal('pendingLabels' in ((await off.json('/monitor/api/snapshot')) as Snapshot), false);
  const broken = async (): Promise<number> => Promise.reject(new Error('down'));
  const app = await dashboardApp(t, { feedback: { store: storeThat(broken) } });
  const snapshot = (await app.json('/monitor/api/snapshot')) as Snapshot;
  assert.deepEqual([snapshot.enabled.feedback, 'pendingLabels' in snapshot], [true, false]);
});

test('a store that never answers holds no snapshot up for long', async (t) => {
  const app = await dashboardApp(t, { feedback: { store: storeThat(() => new Promise(() => undefined)) } });
  const startedAt = Date.now();
  const snapshot = (await app.json('/monitor/api/snapshot')) as Snapshot;
  assert.equal('pendingLabels' in snapshot, false);
  assert.ok(Date.now() - startedAt < 5000);
});

test('the series has the points that were counted', async (t) => {
  const app = await dashboardApp(t);
  await app.predict();
  const { schema, models } = (await app.json('/monitor/api/series')) as Series;
  const [point] = models[0]?.points ?? [];
  assert.deepEqual(
    [schema, models.length, point?.requests, point?.predictions],
    ['express-model-monitor/series@1', 1, 1, 1],
  );
});

test('one model or version is told alone, and one that was never seen is a 404 with those that were', async (t) => {
  const app = await dashboardApp(t);
  const of = (model: string, version: string) => ({ model, version, output: 'a', truth: 'a' });
  app.monitor.record([of('m', '1'), of('m', '2'), of('n & o', '1')]);
  for (const path of ['snapshot', 'series']) {
    const versionsAt = async (query: string): Promise<string[]> => {
      const { models } = (await app.json(`/monitor/api/${path}?${query}`)) as Series;
      return models.map(({ model, version }) => `${model} ${version}`);
    };
    assert.deepEqual(await versionsAt(''), ['m 1', 'm 2', 'n & o 1']);
    assert.deepEqual(await versionsAt('model=m'), ['m 1', 'm 2']);
    assert.deepEqual(await versionsAt('model=m&version=2'), ['m 2']);
    assert.deepEqual(await versionsAt('version=1'), ['m 1', 'n & o 1']);
    assert.deepEqual(await versionsAt(`model=${encodeURIComponent('n & o')}`), ['n & o 1']);
    const { status, body } = await app.get(`/monitor/api/${path}?model=m&version=3`);
    assert.equal(status, 404);
    assert.deepEqual(JSON.parse(body.toString()), {
      error: 'unknown_model',
      message: 'No such model version was seen; `models` has those that were.',
      models: [
        { model: 'm', version: '1' },
        { model: 'm', version: '2' },
        { model: 'n & o', version: '1' },
      ],
    });
  }
  const { comparisons } = (await app.json('/monitor/api/snapshot?model=m&version=2')) as Snapshot;
  assert.deepEqual(comparisons, []);
});

test('JSON is never kept, and compressed for who understands it', async (t) => {
  const app = await dashboardApp(t);
  for (const path of ['/monitor/api/snapshot', '/monitor/api/series']) {
    const { headers, body } = await app.get(path, { 'Accept-Encoding': 'gzip' });
    assert.deepEqual(
      [headers['content-type'], headers['cache-control'], headers['content-encoding'], headers.vary],
      ['application/json; charset=utf-8', 'no-store', 'gzip', 'Accept-Encoding'],
    );
    assert.ok(JSON.parse(gunzipSync(body).toString()));
  }
});

test('names of models are data, whatever they hold', async (t) => {
  const app = await dashboardApp(t);
  const model = '</script><img src=x onerror=alert(1)>"\'&\u2028';
  app.monitor.record({ model, version: '__proto__', output: 'a' });
  const { headers } = await app.get('/monitor/api/snapshot');
  const { models } = (await app.json('/monitor/api/snapshot')) as Snapshot;
  assert.deepEqual(
    models.map(({ version }) => version),
    ['__proto__'],
  );
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.deepEqual(app.faults, []);
});
