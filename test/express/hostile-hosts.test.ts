import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import express, { type Express, type Request, type Response } from 'express';
import { requestOnce, withoutDate } from '../support/raw-client.ts';
import { serve } from './compared-apps.ts';
import { MonitoredServer } from './monitored-server.ts';

type Step = (req: Request, res: Response) => unknown;

/** What an application does to its own requests and responses. */
interface Host {
  readonly name: string;
  /** In front of the monitor. */
  readonly before?: Step;
  /** Behind it. */
  readonly after?: Step;
  /** `{ output: 'rain' }`, unless said otherwise. */
  readonly answer?: Step;
  /** The class that is counted; `rain`, unless said otherwise. */
  readonly counted?: string;
  /** Why nothing is read. */
  readonly unread?: string;
  /** The part of ours that cannot do its work. */
  readonly fault?: string;
}

const HOSTS: readonly Host[] = [
  { name: 'freezes res.locals', before: (_req, res) => Object.freeze(res.locals) },
  { name: 'has null for res.locals', before: (_req, res) => define(res, 'locals', { value: null }) },
  {
    name: 'has a res.locals that throws',
    before: (_req, res) => define(res, 'locals', { get: fail }),
    fault: 'request',
  },
  {
    name: 'says a prediction that is none',
    after: (_req, res) => Object.assign(res.locals, { prediction: 7 }),
  },
  {
    name: 'says a prediction that throws',
    after: (_req, res) => define(res.locals, 'prediction', { get: fail }),
    fault: 'request',
  },
  {
    name: 'says an output that no JSON can hold',
    after: (_req, res) => Object.assign(res.locals, { prediction: { output: [1n, 2n] } }),
    unread: 'output',
  },
  {
    name: 'has another socket on its request',
    before: (req) => define(req, 'socket', { value: { remoteAddress: '192.0.2.1' } }),
  },
  { name: 'has no socket on its request', before: (req) => define(req, 'socket', {}) },
  {
    name: 'takes the request off its response',
    answer: (_req, res) => Object.assign(res.json({ output: 'rain' }), { req: undefined }),
  },
  {
    name: 'puts a copy of the request on its response',
    after: (req, res) => {
      res.req = Object.assign(Object.create(Object.getPrototypeOf(req)), req);
    },
  },
  {
    name: 'overwrites res.json after us',
    after: (_req, res) => {
      res.json = (body) => res.type('json').send(JSON.stringify(body));
    },
  },
  {
    name: 'overwrites res.json and sends by hand',
    after: (_req, res) => {
      res.json = (body) => res.type('json').end(JSON.stringify(body));
    },
    unread: 'no_body',
  },
  { name: 'has a res.json that cannot be replaced', before: (_req, res) => lock(res, 'json') },
  { name: 'has a res.send that cannot be replaced', before: (_req, res) => lock(res, 'send') },
  { name: 'has a writeHead that cannot be replaced', before: (_req, res) => lock(res, 'writeHead') },
  {
    name: 'empties the object that it answered with',
    answer: (_req, res) =>
      sendThen(res, { output: 'rain' }, (body) => Reflect.deleteProperty(body, 'output')),
  },
  {
    name: 'reuses the scores that it answered with',
    answer: (_req, res) => sendThen(res, { output: [0.9, 0.1] }, ({ output }) => output.reverse()),
    counted: '0',
  },
  {
    name: 'reuses the rows that it answered with',
    answer: (_req, res) => sendThen(res, { output: ['rain'] }, ({ output }) => output.fill('snow')),
  },
  {
    name: 'takes the methods off its response',
    answer: (_req, res) =>
      Object.assign(res.json({ output: 'rain' }), { json: null, send: null, writeHead: null, locals: null }),
  },
  {
    name: 'has a body that throws',
    answer: (req, res) => {
      define(req, 'body', { get: fail });
      res.json({ output: 'rain' });
    },
    unread: 'no_body',
    fault: 'request',
  },
];

function define(target: object, name: string, property: PropertyDescriptor): void {
  Object.defineProperty(target, name, { configurable: true, ...property });
}

function lock(res: Response, name: 'json' | 'send' | 'writeHead'): void {
  Object.defineProperty(res, name, { value: res[name], configurable: false, writable: false });
}

function sendThen<Body>(res: Response, body: Body, then: (body: Body) => unknown): void {
  res.json(body);
  then(body);
}

function fail(): never {
  throw new Error('on purpose');
}

function addRoute(app: Express, { after, answer }: Host): void {
  app.post('/predict', express.json(), (req, res) => {
    after?.(req, res);
    if (answer === undefined) res.json({ output: 'rain' });
    else answer(req, res);
  });
}

async function send(port: number): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  const body = '{"features":[1]}';
  return withoutDate(await requestOnce(port, { method: 'POST', path: '/predict', headers, body }));
}

/** Answers through a monitor, which must be as without it but for the id of the prediction. */
async function answerBeside(t: TestContext, host: Host, options = {}): Promise<MonitoredServer> {
  const mountBefore = (app: Express): void => {
    app.use((req, res, next) => {
      host.before?.(req, res);
      next();
    });
  };
  const bare = express();
  mountBefore(bare);
  addRoute(bare, host);
  const served = await MonitoredServer.serve(t, {
    options,
    mount(app, monitor) {
      mountBefore(app);
      app.use(monitor);
      addRoute(app, host);
    },
  });
  const expected = await send(await serve(t, bare));
  assert.match(expected, /^HTTP\/1\.1 200 OK\r\n/);
  assert.equal((await send(served.port)).replace(/^X-Prediction-Id: .*\r\n/m, ''), expected);
  return served;
}

for (const [host, feedback] of HOSTS.flatMap((host) => [[host, false] as const, [host, true] as const])) {
  const withFeedback = feedback ? ' (with feedback)' : '';
  test(`an app that ${host.name} answers as without us, and is counted${withFeedback}`, async (t) => {
    t.mock.method(console, 'error', () => undefined);
    const { counted = 'rain', unread, fault } = host;
    const served = await answerBeside(t, host, { feedback });
    assert.deepEqual(
      {
        counted: await served.counted(),
        classes: await served.series('model_predicted_class_total'),
        unread: await served.series('model_predictions_unread_total'),
        faults: await served.series('model_monitor_faults_total'),
      },
      {
        counted: { http: { '/predict 200': 1 }, predict: { ok: 1 } },
        classes: unread === undefined ? seriesFor(`class="${counted}"`) : {},
        unread: unread === undefined ? {} : seriesFor(`reason="${unread}"`),
        faults: fault === undefined ? {} : { [`{part="${fault}"}`]: 1 },
      },
    );
    assert.equal(await served.inProgress(), 0);
  });
}

function seriesFor(label: string): Record<string, number> {
  return { [`{model_name="default",model_version="unversioned",${label}}`]: 1 };
}
