import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Express, RequestHandler } from 'express';
import { Registry } from 'prom-client';
import { type ModelMonitor, type ModelMonitorOptions, modelMonitor } from '../../src/index.ts';
import { requestOnce, requestText, sendRaw, withoutDate } from '../support/raw-client.ts';
import { answersOf, serve } from './compared-apps.ts';
import { EXPRESS_VERSIONS as ALL_VERSIONS } from './express-versions.ts';
import { LineSink } from './line-sink.ts';
import type { LooseResponse } from './response-case.ts';
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

const HEADERS_SENT = 'Cannot set headers after they are sent to the client';

const pass: RequestHandler = (_req, _res, next) => next();

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

  test(`every answer passes through monitors of a mounted app and of the app it is mounted on (${on})`, async (t) => {
    const bare = await answersOf(t, { expressVersion, outer: pass });
    for (const monitors of [
      { outer: monitorFor(t) },
      { outer: pass, monitor: monitorFor(t) },
      { outer: monitorFor(t), monitor: monitorFor(t) },
    ]) {
      assert.deepEqual(await answersOf(t, { expressVersion, ...monitors }), bare);
    }
  });

  test(`every answer passes when the monitor has been closed, before or meanwhile (${on})`, async (t) => {
    const bare = await answersOf(t, { expressVersion });
    const [closed, closing, staying] = [monitorFor(t), monitorFor(t), monitorFor(t)];
    await closed.close();
    let requests = 0;
    const closeMeanwhile: RequestHandler = (_req, _res, next) => {
      requests += 1;
      if (requests === bare.size / 2) void closing.close();
      next();
    };
    const monitor = [closed, closing, staying, closeMeanwhile];
    assert.deepEqual(await answersOf(t, { expressVersion, monitor }), bare);
  });

  test(`pipelined answers pass byte for byte, in their order (${on})`, async (t) => {
    const cases = VALUE_CASES.filter(
      ({ request, onError }) => request === undefined && onError === undefined,
    );
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
    const [bare, monitored] = await Promise.all([callAll(t), callAll(t, monitorFor(t))]);
    assert.deepEqual(monitored, bare);
    assert.deepEqual(bare?.slice(0, 2), ['true', `Error ERR_HTTP_HEADERS_SENT: ${HEADERS_SENT}`]);
  });

  /** What comes of calls after the answer, and of calls on no response at all. */
  async function callAll(t: TestContext, monitor?: RequestHandler): Promise<string[]> {
    const app = expressVersion.express();
    if (monitor !== undefined) app.use(monitor);
    const seen: string[] = [];
    app.get('/:way/predict', ({ params: { way } }, res) => {
      if (way === 'json') seen.push(String(res.status(201).json({ output: 1 }) === res));
      if (way === 'send') seen.push(String(res.type('json').send('1') === res));
      if (way === 'head') seen.push(String(res.writeHead(200).end() === res));
      const { json, send, writeHead } = res as unknown as LooseResponse;
      seen.push(
        errorFrom(() => res.json({})),
        errorFrom(() => res.send('x')),
      );
      seen.push(
        errorFrom(() => json(1)),
        errorFrom(() => send('x')),
        errorFrom(() => writeHead(200)),
      );
    });
    const port = await serve(t, app);
    for (const way of ['json', 'send', 'head']) await requestOnce(port, { path: `/${way}/predict` });
    return seen;
  }
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

function errorFrom(call: () => unknown): string {
  try {
    return String(call());
  } catch (error) {
    const { name, code, message } = error as NodeJS.ErrnoException;
    return `${name} ${code}: ${message}`;
  }
}
