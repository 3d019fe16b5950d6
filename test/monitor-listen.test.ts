import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { Gauge } from 'prom-client';
import { bearerToken } from '../src/index.ts';
import { type DashboardApp, type DashboardAppOptions, dashboardApp } from './page/dashboard-app.ts';
import { exchange, type HttpAnswer, listen } from './support/http-exchange.ts';

/** An app with a server of the monitor's own beside it. */
async function listeningApp(
  t: TestContext,
  options: DashboardAppOptions = {},
): Promise<{ app: DashboardApp; server: Server; url: string }> {
  const app = await dashboardApp(t, { feedback: true, ...options });
  const server = await app.monitor.listen(0);
  return { app, server, url: urlOf(server) };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function statusesOf(url: string, paths: readonly string[]): Promise<(number | undefined)[]> {
  return (await Promise.all(paths.map((path) => exchange(url + path)))).map(({ status }) => status);
}

test('all that is on is served from the port that was asked for, and by the application no longer', async (t) => {
  const { app, server, url } = await listeningApp(t);
  const paths = [
    '/monitor',
    '/monitor/',
    '/monitor/monitor.js',
    '/monitor/api/snapshot',
    '/metrics',
    '/feedback',
  ];
  assert.equal((server.address() as AddressInfo).address, '127.0.0.1');
  assert.deepEqual(await statusesOf(url, paths), [200, 200, 200, 200, 200, 405]);
  assert.deepEqual(await statusesOf(app.url, paths), [404, 404, 404, 404, 404, 404]);
});

test('what the application predicts is told, and labelled, at the other port', async (t) => {
  const { app, url } = await listeningApp(t);
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(`${app.url}/predict`, { method: 'POST', headers, body: '{"wind":1}' });
  const id = answer.headers.get('x-prediction-id');
  await answer.arrayBuffer();
  const label = await fetch(`${url}/feedback`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ id, truth: 'rain' }),
  });
  assert.equal(((await label.json()) as { joined: number }).joined, 1);
  const { body } = await exchange(`${url}/monitor/api/snapshot`);
  const { models } = JSON.parse(body.toString());
  assert.deepEqual(models[0].total, { predictions: 1, labels: 1, unread: {} });
});

test('only what is on is there, and what is not is a 404 that says what is', async (t) => {
  const { url } = await listeningApp(t, { feedback: false, dashboard: { path: '/page' } });
  assert.deepEqual(
    await statusesOf(url, ['/page', '/page/api/series', '/metrics', '/monitor', '/feedback', '/']),
    [200, 200, 200, 404, 404, 404],
  );
  const { headers, body } = await exchange(`${url}/monitor`);
  assert.equal(headers['content-type'], 'application/json; charset=utf-8');
  assert.deepEqual(JSON.parse(body.toString()), {
    error: 'not_found',
    message: 'Here are /metrics, /page, /health.',
  });
});

test('/health says what is on, what went wrong, and whether the store can be reached; without a password', async (t) => {
  const authorize = bearerToken('s3cret');
  const { url } = await listeningApp(t, { authorize });
  assert.deepEqual(
    await statusesOf(url, ['/metrics', '/feedback', '/monitor', '/health']),
    [401, 405, 401, 200],
  );
  const health = async (at: string): Promise<unknown> =>
    JSON.parse((await exchange(`${at}/health`)).body.toString());
  assert.deepEqual(await health(url), {
    status: 'ok',
    paths: ['/metrics', '/feedback', '/monitor'],
    faults: {},
    store: 'reachable',
  });
  const store = {
    put: async () => Promise.reject(new Error('down')),
    take: async () => Promise.reject(new Error('down')),
    size: async () => Promise.reject(new Error('down')),
    close: async () => undefined,
  };
  const down = await listeningApp(t, { feedback: { store }, dashboard: false });
  await down.app.predict();
  assert.deepEqual(await health(down.url), {
    status: 'ok',
    paths: ['/metrics', '/feedback'],
    faults: { feedback: 1 },
    store: 'unreachable',
  });
  assert.deepEqual((await listeningApp(t, { feedback: false })).app.faults, []);
});

test('a port that is taken is an error that says so, and the application goes on serving', async (t) => {
  const taken = Number(new URL(await listen(t, () => undefined)).port);
  const app = await dashboardApp(t);
  await assert.rejects(app.monitor.listen(taken), {
    code: 'EADDRINUSE',
    message: `listen(): cannot serve at 127.0.0.1, port ${taken}: another server is there already`,
  });
  assert.equal((await app.get('/monitor')).status, 200);
});

test('what is no port is refused, a text too, which Node would take for the path of a socket', async (t) => {
  const app = await dashboardApp(t);
  for (const [port, told] of [
    ['abc', '"abc"'],
    [undefined, 'undefined'],
    [70_000, '70000'],
    [1.5, '1.5'],
  ] as const) {
    await assert.rejects(app.monitor.listen(port as number), {
      name: 'RangeError',
      message: `listen(): the port has to be a whole number from 0 to 65535, not ${told}`,
    });
  }
  assert.equal((await app.get('/monitor')).status, 200);
});

test('each call opens one more server, and all of them close with the monitor', async (t) => {
  const { app, server, url } = await listeningApp(t);
  const second = await app.monitor.listen(0, 'localhost');
  assert.notEqual(url, urlOf(second));
  assert.deepEqual([server.listening, second.listening], [true, true]);
  await app.monitor.close();
  assert.deepEqual([server.listening, second.listening], [false, false]);
  await app.monitor.close();
  await assert.rejects(app.monitor.listen(0), { message: 'listen(): the monitor is closed' });
});

test('a server that the application closed itself keeps nobody from closing', async (t) => {
  const { app, server } = await listeningApp(t);
  await new Promise((resolve) => server.close(resolve));
  await app.monitor.close();
});

test('an idle connection that is kept alive does not hold up closing', async (t) => {
  const { app, server, url } = await listeningApp(t);
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  assert.equal((await askedWith(agent, `${url}/health`)).status, 200);
  const startedAt = performance.now();
  await app.monitor.close();
  assert.ok(performance.now() - startedAt < 1500);
  assert.equal(server.listening, false);
});

test('a scrape that is under way is answered in full, and its connection closed after it', async (t) => {
  const { app, url } = await listeningApp(t);
  const steps = new EventEmitter();
  new Gauge({
    name: 'slow',
    help: 'Takes its time.',
    registers: [app.monitor.registry as never],
    async collect() {
      const isReleased = once(steps, 'release');
      steps.emit('collecting');
      await isReleased;
      this.set(1);
    },
  });
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const isCollecting = once(steps, 'collecting');
  const scrape = askedWith(agent, `${url}/metrics`);
  await isCollecting;
  const startedAt = performance.now();
  const closed = app.monitor.close();
  await assert.rejects(exchange(`${url}/health`), { code: 'ECONNREFUSED' });
  steps.emit('release');
  const { status, body } = await scrape;
  assert.deepEqual([status, /^slow 1$/m.test(body.toString())], [200, true]);
  await closed;
  assert.ok(performance.now() - startedAt < 1500);
});

test('an answer that never ends is cut off after a while', async (t) => {
  const { app, url } = await listeningApp(t, { authorize: () => new Promise<boolean>(() => undefined) });
  const hanging = exchange(`${url}/metrics`);
  hanging.catch(() => undefined);
  // The head has to have come: a connection of which nothing is known is idle.
  await exchange(`${url}/health`);
  await app.monitor.close();
  await assert.rejects(hanging, { code: 'ECONNRESET' });
});

test('a client that sends slowly is not waited for for long', async (t) => {
  const { server } = await listeningApp(t);
  const { headersTimeout, requestTimeout, timeout } = server;
  assert.deepEqual(
    { headersTimeout, requestTimeout, timeout },
    { headersTimeout: 10_000, requestTimeout: 30_000, timeout: 60_000 },
  );
});

test('the parts are for plain servers too, each as often as one likes', async (t) => {
  const app = await dashboardApp(t);
  const server = createServer((req, res) => app.monitor.dashboard(req, res));
  t.after(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  assert.deepEqual(
    await statusesOf(urlOf(server), ['/', '/monitor.js', '/api/snapshot', '/no']),
    [200, 200, 200, 404],
  );
  assert.deepEqual(
    await statusesOf(urlOf(server), ['/monitor', '/monitor/monitor.js', '/monitor/api/series']),
    [200, 200, 200],
  );
});

function askedWith(agent: Agent, url: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent }, async (incoming) => {
      const chunks = await incoming.toArray();
      resolve({ status: incoming.statusCode, headers: incoming.headers, body: Buffer.concat(chunks) });
    });
    outgoing.on('error', reject).end();
  });
}
