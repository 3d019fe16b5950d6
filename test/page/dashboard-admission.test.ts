import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basicAuth, bearerToken } from '../../src/index.ts';
import { dashboardApp } from './dashboard-app.ts';

const PATHS = [
  '/monitor',
  '/monitor/',
  '/monitor/monitor.js',
  '/monitor/api/snapshot',
  '/monitor/api/series',
  '/monitor/no',
];
const BASIC = `Basic ${Buffer.from('ops:secret').toString('base64')}`;

test('nothing of the page is shown to who may not see it, and a browser is told to ask for a password', async (t) => {
  const app = await dashboardApp(t, { authorize: basicAuth('ops', 'secret') });
  for (const path of PATHS) {
    const { status, headers, body } = await app.get(path);
    assert.deepEqual(
      [status, headers['www-authenticate'], JSON.parse(body.toString()).error],
      [401, 'Basic realm="express-model-monitor", charset="UTF-8"', 'unauthorized'],
    );
  }
  const statuses = await Promise.all(
    PATHS.map(async (path) => (await app.get(path, { Authorization: BASIC })).status),
  );
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 404]);
});

test('a token is asked for as such, and so is whatever a function of the user looks at', async (t) => {
  for (const authorize of [bearerToken('s3cret'), () => false]) {
    const app = await dashboardApp(t, { authorize, feedback: true });
    for (const path of ['/monitor', '/metrics']) {
      const { status, headers } = await app.get(path);
      assert.deepEqual([status, headers['www-authenticate']], [401, 'Bearer realm="express-model-monitor"']);
    }
  }
});

test('an authorize of the page goes before that of all', async (t) => {
  const open = await dashboardApp(t, { authorize: () => false, dashboard: { authorize: () => true } });
  assert.deepEqual([(await open.get('/monitor')).status, (await open.get('/metrics')).status], [200, 401]);
  const shut = await dashboardApp(t, { authorize: () => true, dashboard: { authorize: () => false } });
  assert.deepEqual([(await shut.get('/monitor')).status, (await shut.get('/metrics')).status], [401, 200]);
});

test('an authorize that throws or rejects lets nobody in, and is a fault', async (t) => {
  const refusals = [
    () => {
      throw new Error('no directory');
    },
    () => Promise.reject(new Error('no directory')),
  ];
  for (const authorize of refusals) {
    const app = await dashboardApp(t, { dashboard: { authorize } });
    assert.equal((await app.get('/monitor/api/snapshot')).status, 401);
    assert.deepEqual(app.faults, ['authorize: no directory']);
  }
});
