import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Express } from 'express';
import { EXPRESS_VERSIONS } from '../express/express-versions.ts';
import { dashboardApp } from './dashboard-app.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The links of a page, as a browser that is at this address resolves them. */
function linksOf(html: string, address: string): Readonly<Record<'style' | 'script', URL>> {
  const link = (pattern: RegExp): URL => new URL(pattern.exec(html)?.[1] ?? assert.fail('no link'), address);
  return { style: link(/<link rel="stylesheet" href="([^"]*)"/), script: link(/<script src="([^"]*)"/) };
}

for (const { version, express: createApp } of EXPRESS_VERSIONS) {
  test(`the page finds its script and its style wherever it is mounted: Express ${version}`, async (t) => {
    const app = await dashboardApp(t, {
      createApp,
      mount: (on: Express, monitor) => {
        on.use(monitor);
        on.use('/tenants/:tenant/models', monitor.dashboard);
        on.use('/nested', createApp.Router().use('/page', monitor.dashboard));
      },
    });
    const places = [
      '/monitor',
      '/monitor/',
      '/monitor?x=1',
      '/tenants/a%20b/models',
      '/tenants/x/models/',
      '/nested/page',
    ];
    for (const place of places) {
      const { status, headers, body } = await app.get(place);
      assert.deepEqual([place, status, headers['content-type']], [place, 200, 'text/html; charset=utf-8']);
      const { style, script } = linksOf(body.toString(), app.url + place);
      const [css, js] = [
        await app.get(style.pathname + style.search),
        await app.get(script.pathname + script.search),
      ];
      assert.deepEqual([css.status, css.headers['content-type']], [200, 'text/css; charset=utf-8']);
      assert.deepEqual([js.status, js.headers['content-type']], [200, 'text/javascript; charset=utf-8']);
      assert.equal((await app.get(`${place.replace(/\/?(\?.*)?$/, '')}/api/snapshot`)).status, 200);
    }
    assert.deepEqual(app.faults, []);
  });
}

test('everything of the page comes with a policy that lets in nothing else, and nothing in it breaks it', async (t) => {
  const app = await dashboardApp(t);
  for (const path of [
    '/monitor',
    '/monitor/monitor.js',
    '/monitor/monitor.css',
    '/monitor/api/series',
    '/monitor/no',
  ]) {
    const { headers } = await app.get(path);
    assert.deepEqual(
      [headers['content-security-policy'], headers['x-content-type-options'], headers['referrer-policy']],
      [POLICY, 'nosniff', 'no-referrer'],
      path,
    );
  }
  const html = (await app.get('/monitor')).body.toString();
  assert.doesNotMatch(html, /<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=|https?:\/\/(?!www\.w3\.org)/);
});

test('a file is kept for good by who asks for it by its content, and else asked for again', async (t) => {
  const app = await dashboardApp(t);
  const { script } = linksOf((await app.get('/monitor/')).body.toString(), `${app.url}/monitor/`);
  const [named, bare] = [await app.get(script.pathname + script.search), await app.get(script.pathname)];
  assert.deepEqual(
    [named.headers['cache-control'], bare.headers['cache-control']],
    ['private, max-age=31536000, immutable', 'private, no-cache'],
  );
  const tag = bare.headers.etag ?? assert.fail('no tag');
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
    const { status, headers, body } = await app.get(script.pathname, { 'If-None-Match': known });
    assert.deepEqual(
      [status, headers.etag, headers['content-length'], body.length],
      [304, tag, undefined, 0],
    );
  }
  assert.equal((await app.get(script.pathname, { 'If-None-Match': '"other"' })).status, 200);
});

test('a file is compressed for who understands it, under a tag of its own', async (t) => {
  const app = await dashboardApp(t);
  const plain = await app.get('/monitor/monitor.js');
  const packed = await app.get('/monitor/monitor.js', { 'Accept-Encoding': 'br, gzip' });
  assert.deepEqual(
    [plain.headers['content-encoding'], packed.headers['content-encoding']],
    [undefined, 'gzip'],
  );
  assert.deepEqual([plain.headers.vary, packed.headers.vary], ['Accept-Encoding', 'Accept-Encoding']);
  assert.notEqual(plain.headers.etag, packed.headers.etag);
  assert.deepEqual(gunzipSync(packed.body), plain.body);
  assert.ok(packed.body.length < 100_000, `${packed.body.length} bytes of script`);
});

test('the page is asked with GET and HEAD, and what is not there is a 404 that says what is', async (t) => {
  const app = await dashboardApp(t);
  for (const path of ['/monitor', '/monitor/api/snapshot']) {
    const head = await fetch(app.url + path, { method: 'HEAD' });
    assert.deepEqual([head.status, await head.text()], [200, '']);
    const refused = await fetch(app.url + path, { method: 'POST', body: 'x' });
    assert.deepEqual([refused.status, refused.headers.get('allow')], [405, 'GET, HEAD']);
    await refused.arrayBuffer();
  }
  for (const path of [
    '/monitor/index.html',
    '/monitor/api',
    '/monitor/monitor.js/',
    '/monitor/../package.json',
  ]) {
    assert.equal((await app.get(path.replace('..', '%2e%2e'))).status, 404, path);
  }
  assert.deepEqual(await app.json('/monitor/nothing'), {
    error: 'not_found',
    message: 'Here are the page, at its own path, and below it api/snapshot and api/series.',
  });
  // Beside it, the application goes on.
  assert.doesNotMatch((await app.get('/monitoring')).headers['content-type'] ?? '', /json/);
});

test('where it is mounted, what the page does not know is passed on, also without a path', async (t) => {
  const app = await dashboardApp(t, {
    dashboard: { path: '/page' },
    mount: (on, monitor) => {
      on.get('/one', monitor.dashboard, (_req, res) => void res.send('the route'));
      on.use('/x', monitor.dashboard);
      on.use(monitor.dashboard);
      on.get('/own', (_req, res) => void res.send('the own one'));
    },
  });
  const told = await Promise.all(['/one', '/own'].map(async (path) => (await app.get(path)).body.toString()));
  assert.deepEqual(told, ['the route', 'the own one']);
  const statuses = await Promise.all(
    ['/x', '/x/monitor.js', '/x/page/monitor.js', '/page', '/page/monitor.js', '/api/snapshot', '/x/no'].map(
      async (path) => (await app.get(path)).status,
    ),
  );
  assert.deepEqual(statuses, [200, 200, 200, 200, 200, 200, 404]);
});

test('a page that is off is none, wherever it is mounted', async (t) => {
  const app = await dashboardApp(t, {
    dashboard: false,
    mount: (on, monitor) => {
      on.use(monitor);
      on.use('/page', monitor.dashboard, (_req, res) => void res.send('the next one'));
    },
  });
  assert.equal((await app.get('/monitor')).status, 404);
  assert.equal((await app.get('/page/api/snapshot')).body.toString(), 'the next one');
});

test('the page is at the path it is given, and counted there as one route', async (t) => {
  const app = await dashboardApp(t, { dashboard: { path: '/ops/models' } });
  const statuses = await Promise.all(
    ['/ops/models', '/ops/models/api/snapshot', '/ops', '/monitor'].map(
      async (path) => (await app.get(path)).status,
    ),
  );
  assert.deepEqual(statuses, [200, 200, 404, 404]);
  const routes = (await app.monitor.registry.metrics()).match(
    /(?<=http_request_duration_seconds_count\{).*?route="[^"]*"/g,
  );
  assert.deepEqual(
    new Set(routes?.map((labels) => /route="(.*)"/.exec(labels)?.[1])),
    new Set(['/ops/models', '@unmatched']),
  );
});
