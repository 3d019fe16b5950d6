import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import express, { type Express } from 'express';
import {
  type ModelMonitor,
  type ModelMonitorOptions,
  memoryStore,
  type PendingStore,
} from '../../src/index.ts';
import { MonitoredServer } from '../express/monitored-server.ts';
import { sendRaw } from '../support/raw-client.ts';

const BODY = JSON.stringify([{ id: 'a', truth: 'sun' }]);
const RESULTS = '"results":[{"id":"a","result":"joined"}]';

type Mount = (app: Express, monitor: ModelMonitor) => unknown;

/** Where the endpoint stands, and the route that a request has whose body never came. */
const MOUNTS: readonly { name: string; mount: Mount; route: string | undefined }[] = [
  { name: 'no parser', mount: (app, monitor) => app.use(monitor), route: '/feedback' },
  {
    name: 'behind a parser, which waits for the body',
    mount: (app, monitor) => app.use(monitor.logger, express.json(), monitor),
    route: undefined,
  },
];

interface Clients {
  readonly served: MonitoredServer;
  readonly faults: readonly unknown[];
}

async function serve(
  t: TestContext,
  mount: Mount,
  options: Pick<ModelMonitorOptions, 'feedback' | 'authorize'> = { feedback: true },
): Promise<Clients> {
  const faults: unknown[] = [];
  const served = await MonitoredServer.serve(t, {
    options: { ...options, onFault: (fault) => faults.push(fault) },
    mount,
  });
  served.monitor.record({ id: 'a', output: 'rain' });
  return { served, faults };
}

/** The head of a request to the endpoint, and how much of the body is to come. */
function headFor(length: number | 'chunked'): string {
  const framing = length === 'chunked' ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`;
  const lines = ['POST /feedback HTTP/1.1', 'Host: test', 'Content-Type: application/json', framing];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

/** The same, for the last request of a connection. */
function closing(head: string): string {
  return head.replace('Host', 'Connection: close\r\nHost');
}

/** Resolves when the server has no connection left. */
async function whenAllGone({ server }: MonitoredServer): Promise<void> {
  const count = (): Promise<number> =>
    new Promise((resolve, reject) =>
      server.getConnections((error, connections) => (error ? reject(error) : resolve(connections))),
    );
  while ((await count()) > 0) await nextTurn();
}

for (const { name, mount, route } of MOUNTS) {
  test(`a client that sends byte by byte is waited for, and holds up nobody (${name})`, async (t) => {
    const { served, faults } = await serve(t, mount);
    const slow = connect(served.port, '127.0.0.1').setNoDelay();
    const answer = text(slow);
    slow.write(closing(headFor(BODY.length)));
    for (const byte of BODY.slice(0, -1)) {
      slow.write(byte);
      await nextTurn();
    }
    const quick = served.connect(`${headFor(2)}[]`);
    await served.logged(1);
    quick.destroy();
    slow.write(BODY.slice(-1));
    assert.match(await answer, /^HTTP\/1\.1 200 OK\r\n/);
    assert.ok((await answer).includes(RESULTS));
    assert.deepEqual(faults, []);
  });

  test(`clients that leave amid the body are aborted requests, and nothing else (${name})`, async (t) => {
    const { served, faults } = await serve(t, mount);
    const beginnings = [
      headFor(100),
      `${headFor(100)}[{"id":`,
      `${headFor('chunked')}5\r\n[{"id`,
      `${headFor(100)}${BODY}`,
    ];
    const ways: readonly ((socket: Socket) => unknown)[] = [
      (socket) => socket.destroy(),
      (socket) => socket.resetAndDestroy(),
    ];
    for (const beginning of beginnings) {
      for (const leave of ways) {
        const arrived = once(served.server, 'request');
        const socket = served.connect(beginning);
        await arrived;
        leave(socket);
      }
    }
    const count = beginnings.length * ways.length;
    assert.deepEqual(await served.logged(count), Array(count).fill('null aborted'));
    await whenAllGone(served);
    const http = route === undefined ? {} : { [`${route} 499`]: count };
    assert.deepEqual(await served.counted(), { http, predict: {} });
    assert.deepEqual([await served.series('model_feedback_total'), faults], [{}, []]);
    assert.deepEqual(await served.series('model_feedback_pending'), { '': 1 });
  });
}

test('a client that leaves while authorize decides is an aborted request', async (t) => {
  let decide: (isAllowed: boolean) => void = () => undefined;
  const decision = new Promise<boolean>((resolve) => {
    decide = resolve;
  });
  const { served, faults } = await serve(t, (app, monitor) => app.use(monitor), {
    feedback: true,
    authorize: () => decision,
  });
  const arrived = once(served.server, 'request');
  const socket = served.connect(`${headFor(100)}[`);
  await arrived;
  socket.destroy();
  assert.deepEqual(await served.logged(1), ['null aborted']);
  decide(true);
  await nextTurn();
  assert.deepEqual([await served.series('model_feedback_total'), faults], [{}, []]);
});

test('a client that leaves before it is answered has had its label joined', async (t) => {
  const memory = memoryStore();
  const leave = new AbortController();
  const store: PendingStore = {
    put: (entries) => memory.put(entries),
    size: () => memory.size(),
    close: () => memory.close(),
    async take(ids) {
      const taken = await memory.take(ids);
      leave.abort();
      await served.logged(1);
      return taken;
    },
  };
  const { served, faults } = await serve(t, (app, monitor) => app.use(monitor), { feedback: { store } });
  const socket = served.connect(headFor(BODY.length) + BODY);
  leave.signal.addEventListener('abort', () => socket.destroy());
  assert.deepEqual(await served.logged(1), ['null aborted']);
  await nextTurn();
  assert.deepEqual(await served.series('model_feedback_total'), { '{result="joined"}': 1 });
  assert.deepEqual(faults, []);
});

test('an answer that the application gave meanwhile stands', async (t) => {
  const { served, faults } = await serve(t, (app, monitor) =>
    app.use((_req, res, next) => {
      next();
      res.status(504).end('too slow');
    }, monitor),
  );
  const answer = await sendRaw(served.port, closing(headFor(BODY.length)) + BODY);
  assert.match(answer, /^HTTP\/1\.1 504 /);
  assert.match(answer, /too slow$/);
  assert.deepEqual(faults, []);
});

test('a response that the application has broken is a fault, and ends nothing', async (t) => {
  const { served, faults } = await serve(t, (app, monitor) =>
    app.use((_req, res, next) => {
      res.setHeader = () => assert.fail('no more headers');
      next();
    }, monitor),
  );
  const socket = served.connect(headFor(BODY.length) + BODY);
  while (faults.length === 0) await nextTurn();
  socket.destroy();
  assert.deepEqual(await served.logged(1), ['null aborted']);
  assert.deepEqual(await served.series('model_monitor_faults_total'), { '{part="feedback"}': 1 });
});
