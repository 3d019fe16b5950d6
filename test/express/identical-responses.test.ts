import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Express, RequestHandler } from 'express';
import { Registry } from 'prom-client';
import { type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import { requestText, sendRaw, withoutDate } from '../support/raw-client.ts';
import { answersOf, serve } from './compared-apps.ts';
import { EXPRESS_VERSIONS as ALL_VERSIONS } from './express-versions.ts';
import { LineSink } from './line-sink.ts';
import type { LegacyResponse } from './response-case.ts';
import { VALUE_CASES } from './value-cases.ts';

/** Both ends of Express 4 and the newest 5: between 5.0 and 5.3 only the router changed. */
const EXPRESS_VERSIONS = ALL_VERSIONS.filter(({ version }) => !/^5\.[01]\./.test(version));

type LogOptions = Exclude<ModelMonitorOptions['log'], boolean | undefined | string | CallableFunction>;

const LOGS: readonly LogOptions[] = [
  { format: 'combined' },
  { format: 'common' },
  { format: 'short' },
  { format: 'tiny' },
  { format: 'dev' },
  { format: 'model' },
  { format: 'json' },
  { format: 'json', immediate: true },
  { format: ':method :url :status :response-time :total-time :model-name :prediction :res[etag]' },
  { format: (tokens, req, res) => `${tokens.status(req, res)} ${tokens.outcome(req, res)}` },
];

const SETTINGS: Readonly<Record<string, (app: Express) => void>> = {
  'in production': (app) => app.set('env', 'production'),
  'without x-powered-by': (app) => app.disable('x-powered-by'),
  'without etag': (app) => app.disable('etag'),
  'with a strong etag': (app) => app.set('etag', 'strong'),
  'with indented and escaped JSON': (app) => app.set('json spaces', 2).enable('json escape'),
  'with strict, case-sensitive routing': (app) =>
    app.enable('strict routing').enable('case sensitive routing'),
  'behind a proxy, without a query parser': (app) => app.enable('trust proxy').set('query parser', false),
};

// Express 4 says on stderr that its older signatures are deprecated, unless someone listens.
process.on('deprecation', () => undefined);

/** A monitor that must not have a fault. */
function monitorFor(t: TestContext, log: ModelMonitorOptions['log'] = false): ModelMonitor {
  const faults: unknown[] = [];
  const monitor = modelMonitor({
    log,
    metrics: { registry: new Registry(), defaultMetrics: false },
    onFault: (fault) => faults.push(fault),
  });
  t.after(async () => {
    await monitor.close();
    assert.deepEqual(faults, []);
  });
  return monitor;
}

for (const expressVersion of EXPRESS_VERSIONS) {
  const on = `on Express ${expressVersion.version}`;

  test(`every answer passes byte for byte, whatever the log (${on})`, async (t) => {
    const bare = await answersOf(t, { expressVersion });
    for (const options of LOGS) {
      const sink = new LineSink();
      const monitor = monitorFor(t, { ...options, stream: sink.stream });
      assert.deepEqual(await answersOf(t, { expressVersion, monitor }), bare, String(options.format));
      assert.equal((await sink.whenWritten(bare.size)).length, bare.size);
    }
    const monitor = monitorFor(t);
    assert.deepEqual(await answersOf(t, { expressVersion, monitor }), bare, 'no log');
  });

  test(`every answer passes through several monitors and their parts (${on})`, async (t) => {
    const bare = await answersOf(t, { expressVersion });
    const sink = new LineSink();
    const [outer, inner] = [monitorFor(t, { stream: sink, format: 'json' }), monitorFor(t)];
    const monitor: RequestHandler[] = [outer.logger, outer.predict, outer, inner, inner.predict];
    assert.deepEqual(await answersOf(t, { expressVersion, monitor }), bare);
    assert.equal((await sink.whenWritten(bare.size)).length, bare.size);
  });

  test(`pipelined answers pass byte for byte, in their order (${on})`, async (t) => {
    const cases = VALUE_CASES.filter(({ request, onError }) => request === undefined && onError === undefined);
    const [bare, monitored] = await Promise.all(
      [[], [monitorFor(t)]].map(async (handlers) => {
        const app = expressVersion.express();
        if (handlers.length > 0) app.use(handlers);
        for (const [index, { handle }] of cases.entries()) app.get(`/${index}/predict`, handle);
        const requests = cases.map((_case, index) => requestText({ path: `/${index}/predict` }));
        const last = requestText({ path: '/none', headers: { Connection: 'close' } });
        return withoutDate(await sendRaw(await serve(t, app), [...requests, last].join('')));
      }),
    );
    assert.equal(bare?.match(/HTTP\/1\.1 /g)?.length, cases.length + 1);
    assert.equal(monitored, bare);
  });

  test(`json and send keep what they return, throw and are called on (${on})`, async (t) => {
    const app = expressVersion.express().use(monitorFor(t));
    const seen: unknown[] = [];
    app.get('/:way/predict', ({ params: { way } }, res) => {
      if (way === 'json') seen.push(res.status(201).json({ output: 1 }) === res);
      if (way === 'send') seen.push(res.type('json').send('1') === res);
      if (way === 'head') seen.push(res.writeHead(200).end() === res);
      const { json, send } = res as unknown as LegacyResponse;
      for (const call of [() => res.json({}), () => res.send('x'), () => json(1), () => send('x')]) {
        seen.push(codeOf(call));
      }
    });
    const port = await serve(t, app);
    for (const way of ['json', 'send', 'head']) {
      await sendRaw(port, requestText({ path: `/${way}/predict`, headers: { Connection: 'close' } }));
    }
    const sent = 'ERR_HTTP_HEADERS_SENT';
    const each = [true, sent, sent, 'TypeError', 'TypeError'];
    assert.deepEqual(seen, [...each, ...each, ...each]);
  });
}

for (const [setting, configure] of Object.entries(SETTINGS)) {
  test(`every answer passes byte for byte ${setting}`, async (t) => {
    // In production Express prints the errors of its default handler.
    t.mock.method(console, 'error', () => undefined);
    for (const expressVersion of EXPRESS_VERSIONS.slice(1)) {
      const bare = await answersOf(t, { expressVersion, configure });
      const monitored = await answersOf(t, { expressVersion, configure, monitor: monitorFor(t) });
      assert.deepEqual(monitored, bare, expressVersion.version);
    }
  });
}

function codeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    return error instanceof Error && ('code' in error ? error.code : error.name);
  }
}
