import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import express from 'express';
import { requestOnce, requestText } from '../support/raw-client.ts';
import { LineSink } from './line-sink.ts';
import { MonitoredServer, SINKS, type SinkKind } from './monitored-server.ts';

const OK = requestText({ path: '/predict' });
const SILENT = requestText({ path: '/silent/predict' });
const LAST = requestText({ path: '/last/predict' });

function serve(t: TestContext, sink: SinkKind): Promise<MonitoredServer> {
  return MonitoredServer.serve(t, {
    sink,
    mount(app, monitor, events) {
      app.use(monitor, express.json());
      app.all('/predict', (req, res) => {
        res.json({ output: 'rain' });
        events.emit('answered', req.socket);
      });
      app.all('/last/predict', (_req, res) => void res.set('Connection', 'close').json({ output: 'fog' }));
      app.all('/silent/predict', (_req, res) => events.emit('asked', res));
    },
  });
}

/** How many listeners a socket has, by event. */
function listenersOf(socket: Socket): Record<string, number> {
  const names = socket.eventNames().map(String);
  return Object.fromEntries(names.map((name) => [name, socket.listenerCount(name)]));
}

for (const sink of SINKS) {
  const to = `log to ${sink}`;

  test(`three pipelined requests of a client that leaves after the first answer are three (${to})`, async (t) => {
    const served = await serve(t, sink);
    const client = served.connect(OK + SILENT + SILENT);
    await once(client, 'data');
    assert.equal(await served.inProgress(), 2);
    client.destroy();
    assert.deepEqual(await served.logged(3), ['200 ok', 'null aborted', 'null aborted']);
    assert.equal(await served.inProgress(), 0);
    assert.deepEqual(await served.counted(), {
      http: { '/predict 200': 1, '/silent/predict 499': 2 },
      predict: { ok: 1, aborted: 2 },
    });
  });

  test(`answers that wait behind one that never comes are aborted with it (${to})`, async (t) => {
    const served = await serve(t, sink);
    const client = served.connect(SILENT + OK + OK);
    await once(served.events, 'answered');
    await setImmediate();
    assert.equal(await served.inProgress(), 3);
    client.destroy();
    assert.deepEqual((await served.logged(3)).toSorted(), ['200 aborted', '200 aborted', 'null aborted']);
    assert.equal(await served.inProgress(), 0);
    assert.deepEqual(await served.counted(), {
      http: { '/silent/predict 499': 1, '/predict 499': 2 },
      predict: { aborted: 3 },
    });
    assert.deepEqual(await served.series('model_predictions_total'), {});
  });

  test(`requests behind an answer that closes the connection are aborted (${to})`, async (t) => {
    const served = await serve(t, sink);
    served.connect(LAST + OK + SILENT);
    assert.deepEqual((await served.logged(3)).toSorted(), ['200 aborted', '200 ok', 'null aborted']);
    assert.equal(await served.inProgress(), 0);
    assert.deepEqual(await served.counted(), {
      http: { '/last/predict 200': 1, '/predict 499': 1, '/silent/predict 499': 1 },
      predict: { ok: 1, aborted: 2 },
    });
  });

  test(`answers that wait for their turn are counted when it has come (${to})`, async (t) => {
    const served = await serve(t, sink);
    served.connect(SILENT + OK);
    const [[response]] = await Promise.all([once(served.events, 'asked'), once(served.events, 'answered')]);
    assert.equal(await served.inProgress(), 2);
    response.json({ output: 'sun' });
    assert.deepEqual(await served.logged(2), ['200 ok', '200 ok']);
    assert.equal(await served.inProgress(), 0);
    assert.deepEqual(await served.series('model_predicted_class_total'), {
      '{model_name="default",model_version="unversioned",class="sun"}': 1,
      '{model_name="default",model_version="unversioned",class="rain"}': 1,
    });
  });

  test(`60 pipelined requests are 60, and no listener too many (${to})`, async (t) => {
    const warnings: string[] = [];
    const onWarning = ({ name }: Error): void => void warnings.push(name);
    process.on('warning', onWarning);
    t.after(() => process.off('warning', onWarning));
    const served = await serve(t, sink);
    served.connect(OK.repeat(60));
    assert.deepEqual(await served.logged(60), Array(60).fill('200 ok'));
    assert.deepEqual(await served.counted(), { http: { '/predict 200': 60 }, predict: { ok: 60 } });
    // Warnings are emitted in a later turn.
    await setImmediate();
    assert.deepEqual(warnings, []);
  });

  test(`a connection kept alive keeps no listeners of ours (${to})`, async (t) => {
    const served = await serve(t, sink);
    const sockets: Socket[] = [];
    served.events.on('answered', (socket) => sockets.push(socket));
    const client = served.connect(OK);
    await served.logged(1);
    await setImmediate();
    const [socket] = sockets;
    assert.ok(socket);
    const atFirst = listenersOf(socket);
    for (let count = 2; count <= 100; count += 1) {
      client.write(OK);
      await served.logged(count);
    }
    await setImmediate();
    assert.equal(new Set(sockets).size, 1);
    assert.deepEqual(listenersOf(socket), atFirst);
  });

  test(`a server that closes lets requests end, and counts those it cuts off (${to})`, async (t) => {
    const served = await serve(t, sink);
    served.connect(SILENT);
    const [first] = await once(served.events, 'asked');
    served.connect(SILENT);
    await once(served.events, 'asked');
    served.server.close();
    first.json({ output: 'rain' });
    assert.deepEqual(await served.logged(1), ['200 ok']);
    assert.equal(await served.inProgress(), 1);
    served.server.closeAllConnections();
    assert.deepEqual(await served.logged(2), ['200 ok', 'null aborted']);
    assert.equal(await served.inProgress(), 0);
  });

  test(`HTTP/1.0 and Expect are requests like others, HEAD asks for no prediction (${to})`, async (t) => {
    const served = await serve(t, sink);
    const answers = await Promise.all([
      requestOnce(served.port, { path: '/predict', httpVersion: '1.0' }),
      requestOnce(served.port, { path: '/predict', headers: { Expect: '100-continue' }, body: '{}' }),
      requestOnce(served.port, { path: '/predict', method: 'HEAD' }),
    ]);
    assert.deepEqual(
      answers.map((answer) => answer.split('\r\n', 1)[0]),
      ['HTTP/1.1 200 OK', 'HTTP/1.1 100 Continue', 'HTTP/1.1 200 OK'],
    );
    assert.deepEqual(await served.logged(3), ['200 ok', '200 ok', '200 ok']);
    assert.deepEqual(await served.counted(), { http: { '/predict 200': 3 }, predict: { ok: 2 } });
  });
}

test('a response of an adapter that has no connection is counted when it has finished', async (t) => {
  const served = await serve(t, 'a stream');
  const pretended = new PassThrough().resume() as unknown as Socket;
  const request = Object.assign(new IncomingMessage(pretended), { method: 'GET', url: '/predict' });
  const response = new ServerResponse(request);
  response.assignSocket(pretended);
  served.server.emit('request', request, response);
  assert.deepEqual(await served.logged(1), ['200 ok']);
  assert.equal(await served.inProgress(), 0);
  assert.deepEqual(await served.counted(), { http: { '/predict 200': 1 }, predict: { ok: 1 } });
});

test('code of the application that makes the line finds the request in its async context', async (t) => {
  const store = new AsyncLocalStorage<string>();
  const sink = new LineSink();
  const served = await MonitoredServer.serve(t, {
    options: { log: { format: (_tokens, { url }) => `${url} in ${store.getStore()}`, stream: sink } },
    mount(app, monitor, events) {
      app.use((req, _res, next) => store.run(req.url, next), monitor);
      app.all('/answered', (_req, res) => void res.json({ output: 'rain' }));
      app.all('/last', () => events.emit('asked'));
    },
  });
  const pipelined = ['/answered', '/silent', '/queued', '/last'];
  for (const paths of [pipelined, ['/last']]) {
    const client = served.connect(paths.map((path) => requestText({ path })).join(''));
    await once(served.events, 'asked');
    client.destroy();
  }
  const expected = [...pipelined, '/last'].map((path) => `${path} in ${path}`);
  assert.deepEqual((await sink.whenWritten(5)).toSorted(), expected.toSorted());
});
