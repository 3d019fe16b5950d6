import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import express, { type Express } from 'express';
import type { FaultPart } from '../../src/domain/faults.ts';
import { requestOnce, withoutDate } from '../support/raw-client.ts';
import { serve } from './compared-apps.ts';
import { MonitoredServer, type ServedOptions } from './monitored-server.ts';

type Options = NonNullable<ServedOptions['options']>;

const REQUESTS = 5;
const BODY = JSON.stringify({ features: [1], truth: 'rain' });

function boom(): never {
  throw new Error('on purpose');
}

/** An async function where an answer is wanted at once. */
const rejecting = (async () => boom()) as unknown as () => never;

/** Every callback that can be given, in a form that throws, with the part its fault is counted under. */
const CALLBACKS: readonly [name: string, part: FaultPart, options: Options][] = [
  ['model', 'model', { model: boom }],
  ['version', 'version', { version: boom }],
  ['routes', 'routes', { routes: boom }],
  ['truth', 'truth', { truth: boom }],
  ['accuracy', 'accuracy', { accuracy: boom }],
  ['accuracy that answers 2', 'accuracy', { accuracy: () => 2 }],
  ['protocol.decode', 'protocol', { protocol: { name: 'own', decode: boom } }],
  ['protocol.matches', 'protocol', { protocol: { name: 'own', matches: boom, decode: () => [] } }],
  ['log.format', 'log', { log: { format: boom } }],
  ['log.skip', 'log', { log: { skip: boom } }],
  ['log.stream.write', 'log', { log: { stream: { write: boom } } }],
  ['log.stream.write that rejects', 'log', { log: { stream: { write: async () => boom() } } }],
  ['metrics.customLabels', 'custom_labels', { metrics: { customLabels: { tenant: boom } } }],
  ['a model that rejects', 'model', { model: rejecting }],
  ['a version that rejects', 'version', { version: rejecting }],
  ['routes that reject', 'routes', { routes: rejecting }],
  ['a truth that rejects', 'truth', { truth: rejecting }],
  ['an accuracy that rejects', 'accuracy', { accuracy: rejecting }],
  ['a protocol.decode that rejects', 'protocol', { protocol: { name: 'own', decode: rejecting } }],
  [
    'a protocol.matches that rejects',
    'protocol',
    { protocol: { name: 'own', matches: rejecting, decode: () => [] } },
  ],
  ['a log.format that rejects', 'log', { log: { format: rejecting } }],
  ['a log.skip that rejects', 'log', { log: { skip: rejecting } }],
  ['a customLabel that rejects', 'custom_labels', { metrics: { customLabels: { tenant: rejecting } } }],
];

function addRoutes(app: Express): void {
  app.use(express.json());
  app.post('/predict', (_req, res) => void res.json({ output: 'rain' }));
}

async function send(port: number): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  return withoutDate(await requestOnce(port, { method: 'POST', path: '/predict', headers, body: BODY }));
}

/** Sends some requests through a monitor with these options; every answer must be as without it. */
async function sendThrough(t: TestContext, options: Options): Promise<MonitoredServer> {
  const bare = express();
  addRoutes(bare);
  const expected = await send(await serve(t, bare));
  const served = await MonitoredServer.serve(t, {
    options,
    mount(app, monitor) {
      app.use(monitor);
      addRoutes(app);
    },
  });
  for (let count = 0; count < REQUESTS; count += 1) assert.equal(await send(served.port), expected);
  return served;
}

function muteStderr(t: TestContext): () => string[] {
  const { mock } = t.mock.method(console, 'error', () => undefined);
  return () => mock.calls.map(({ arguments: [text] }) => String(text).split('\n', 1)[0] ?? '');
}

for (const [name, part, options] of CALLBACKS) {
  test(`a throw out of ${name} is counted, told once, and leaves the answers as they are`, async (t) => {
    const stderr = muteStderr(t);
    const served = await sendThrough(t, options);
    assert.deepEqual(await served.series('model_monitor_faults_total'), { [`{part="${part}"}`]: REQUESTS });
    assert.equal(stderr().length, 1);
    assert.match(stderr()[0] ?? '', new RegExp(`^express-model-monitor: fault in ${part} .*logged once`));
    assert.deepEqual((await served.counted()).http, { '/predict 200': REQUESTS });
    assert.equal(await served.inProgress(), 0);
  });
}

test('with every callback throwing, each part is told once', async (t) => {
  const stderr = muteStderr(t);
  const served = await sendThrough(t, {
    model: boom,
    version: boom,
    truth: boom,
    accuracy: boom,
    protocol: { name: 'own', matches: boom, decode: boom },
    log: { format: boom },
    metrics: { customLabels: { tenant: boom, region: 'here' } },
  });
  const parts: FaultPart[] = ['model', 'version', 'truth', 'protocol', 'log', 'custom_labels'];
  assert.deepEqual(
    await served.series('model_monitor_faults_total'),
    Object.fromEntries(parts.map((part) => [`{part="${part}"}`, REQUESTS])),
  );
  const told = stderr().map((line) => /fault in (\w+)/.exec(line)?.[1]);
  assert.deepEqual(told.toSorted(), parts.toSorted());
});

test('onFault is told of every fault, and stderr of none', async (t) => {
  const stderr = muteStderr(t);
  const told: string[] = [];
  await sendThrough(t, {
    model: boom,
    onFault: ({ part, error }) => told.push(`${part}: ${error instanceof Error && error.message}`),
  });
  assert.deepEqual(told, Array(REQUESTS).fill('model: on purpose'));
  assert.deepEqual(stderr(), []);
});

test('an onFault that throws changes nothing but what it is told', async (t) => {
  const stderr = muteStderr(t);
  const served = await sendThrough(t, { model: boom, onFault: boom });
  assert.deepEqual(await served.series('model_monitor_faults_total'), { '{part="model"}': REQUESTS });
  assert.deepEqual(stderr(), []);
});

test('an onFault that rejects ends nothing', async (t) => {
  const served = await sendThrough(t, { model: boom, onFault: async () => boom() });
  assert.deepEqual(await served.series('model_monitor_faults_total'), { '{part="model"}': REQUESTS });
});

test('a log stream that fails in its own time is counted', async (t) => {
  const stderr = muteStderr(t);
  const stream = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) });
  const served = await sendThrough(t, { log: { stream } });
  const { '{part="log"}': faults = 0 } = await served.series('model_monitor_faults_total');
  assert.ok(faults >= 1);
  assert.equal(stderr().length, 1);
});

for (const [name, authorize] of Object.entries({ throws: boom, rejects: async () => boom() })) {
  test(`an authorize that ${name} refuses the metrics and nothing else`, async (t) => {
    const stderr = muteStderr(t);
    const served = await sendThrough(t, { metrics: { authorize } });
    for (let count = 0; count < REQUESTS; count += 1) {
      const answer = await requestOnce(served.port, { path: '/metrics' });
      assert.match(answer, /^HTTP\/1\.1 401 Unauthorized\r\n/);
    }
    assert.deepEqual(await served.series('model_monitor_faults_total'), { '{part="authorize"}': REQUESTS });
    assert.equal(stderr().length, 1);
  });
}
