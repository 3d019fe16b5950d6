import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import express from 'express';
import { requestText } from '../support/raw-client.ts';
import { MonitoredServer, SINKS, type SinkKind } from './monitored-server.ts';

/** More than the buffers of both ends of a connection hold. */
const BIG = 'x'.repeat(32 * 1024 * 1024);

/** A model server whose every route ends, or does not end, in its own way. */
function serve(t: TestContext, sink: SinkKind): Promise<MonitoredServer> {
  return MonitoredServer.serve(t, {
    sink,
    mount(app, monitor, events) {
      app.use(monitor, express.json());
      app.all('/predict', (_req, res) => void res.json({ output: 'rain' }));
      app.all('/silent/predict', () => events.emit('asked'));
      app.all('/half/predict', (_req, res) => {
        events.emit('received');
        res.write('half', () => events.emit('asked'));
      });
      app.all('/big/predict', (_req, res) => {
        events.emit('received');
        res.json({ output: BIG });
        events.emit('asked');
      });
      app.all('/destroyed-response/predict', (_req, res) => void res.destroy());
      app.all('/destroyed-response-then-ended/predict', (_req, res) => void res.destroy().end('too late'));
      app.all('/destroyed-request/predict', (req) => void req.destroy());
      app.all('/destroyed-socket/predict', (req) => void req.socket.destroy());
      app.all('/ended-then-destroyed/predict', (req, res) => {
        res.status(413).end();
        req.socket.destroy();
      });
    },
  });
}

function get(path: string): string {
  return requestText({ path });
}

/** Time that moves only when it is told to. */
function fakeClock(t: TestContext): (seconds: number) => void {
  let now = 1000;
  t.mock.method(performance, 'now', () => now);
  return (seconds) => {
    now += seconds * 1000;
  };
}

for (const sink of SINKS) {
  const to = `log to ${sink}`;

  test(`a client that leaves before the head is aborted, 499, with the time until then (${to})`, async (t) => {
    const pass = fakeClock(t);
    const served = await serve(t, sink);
    const client = served.connect(get('/silent/predict'));
    await once(served.events, 'asked');
    assert.equal(await served.inProgress(), 1);
    pass(2.5);
    client.destroy();
    assert.deepEqual(await served.logged(1), ['null aborted']);
    assert.equal(await served.inProgress(), 0);
    assert.deepEqual(await served.counted(), { http: { '/silent/predict 499': 1 }, predict: { aborted: 1 } });
    assert.deepEqual(await served.seconds(), {
      http: { '/silent/predict 499': 2.5 },
      predict: { aborted: 2.5 },
    });
    assert.deepEqual(await served.series('model_predictions_unread_total'), {});
  });

  test(`a client that leaves amid the body is aborted; its latency ends with the head (${to})`, async (t) => {
    const pass = fakeClock(t);
    const served = await serve(t, sink);
    served.events.once('received', () => pass(1));
    const client = served.connect(get('/half/predict'));
    await once(served.events, 'asked');
    pass(4);
    client.destroy();
    assert.deepEqual(await served.logged(1), ['200 aborted']);
    assert.equal(await served.inProgress(), 0);
    assert.deepEqual(await served.counted(), { http: { '/half/predict 499': 1 }, predict: { aborted: 1 } });
    assert.deepEqual(await served.seconds(), { http: { '/half/predict 499': 5 }, predict: { aborted: 1 } });
  });

  for (const leave of ['destroy', 'resetAndDestroy', 'end'] as const) {
    test(`a client that reads nothing and leaves by ${leave} is aborted (${to})`, async (t) => {
      const served = await serve(t, sink);
      const client = served.connect(get('/big/predict')).pause();
      await once(served.events, 'asked');
      client[leave]();
      if (leave === 'end') setImmediate(() => client.destroy());
      assert.deepEqual(await served.logged(1), ['200 aborted']);
      assert.equal(await served.inProgress(), 0);
      assert.deepEqual(await served.counted(), { http: { '/big/predict 499': 1 }, predict: { aborted: 1 } });
      assert.deepEqual(await served.series('model_predictions_total'), {});
    });
  }

  test(`a slow client is waited for (${to})`, async (t) => {
    const pass = fakeClock(t);
    const served = await serve(t, sink);
    served.events.once('received', () => pass(1));
    const client = served.connect(get('/big/predict')).pause();
    await once(served.events, 'asked');
    pass(30);
    assert.equal(await served.inProgress(), 1);
    client.resume();
    assert.deepEqual(await served.logged(1), ['200 ok']);
    assert.equal(await served.inProgress(), 0);
    assert.deepEqual(await served.seconds(), { http: { '/big/predict 200': 31 }, predict: { ok: 1 } });
    assert.deepEqual(await served.counted(), { http: { '/big/predict 200': 1 }, predict: { ok: 1 } });
  });

  for (const what of ['response', 'response-then-ended', 'request', 'socket']) {
    const path = `/destroyed-${what}/predict`;
    test(`a server that destroys aborts (${what}, ${to})`, async (t) => {
      const served = await serve(t, sink);
      // Half a body: a request that has been read whole has nothing left to destroy.
      served.connect(requestText({ method: 'POST', path, headers: { 'Content-Length': '9' } }));
      assert.deepEqual(await served.logged(1), ['null aborted']);
      assert.equal(await served.inProgress(), 0);
      assert.deepEqual(await served.counted(), { http: { [`${path} 499`]: 1 }, predict: { aborted: 1 } });
    });
  }

  test(`an answer that was sent before the server destroys the connection keeps its status (${to})`, async (t) => {
    const served = await serve(t, sink);
    served.connect(get('/ended-then-destroyed/predict'));
    assert.deepEqual(await served.logged(1), ['413 client_error']);
    assert.deepEqual(await served.counted(), {
      http: { '/ended-then-destroyed/predict 413': 1 },
      predict: { client_error: 1 },
    });
  });

  test(`a malformed body is a client error, and not unread (${to})`, async (t) => {
    const served = await serve(t, sink);
    const headers = { 'Content-Type': 'application/json' };
    served.connect(requestText({ method: 'POST', path: '/predict', headers, body: '{"features": [' }));
    assert.deepEqual(await served.logged(1), ['400 client_error']);
    assert.deepEqual(await served.counted(), {
      http: { '@unmatched 400': 1 },
      predict: { client_error: 1 },
    });
    assert.deepEqual(await served.series('model_predictions_unread_total'), {});
    assert.equal(await served.inProgress(), 0);
  });

  test(`a client that leaves amid its own body is aborted (${to})`, async (t) => {
    const served = await serve(t, sink);
    const headers = { 'Content-Type': 'application/json', 'Content-Length': '99' };
    const client = served.connect(requestText({ method: 'POST', path: '/predict', headers }));
    client.write('{"features":');
    await once(served.server, 'request');
    client.destroy();
    await served.logged(1);
    assert.deepEqual(await served.counted(), { http: { '@unmatched 499': 1 }, predict: { aborted: 1 } });
    assert.deepEqual(await served.series('model_predictions_unread_total'), {});
    assert.equal(await served.inProgress(), 0);
  });
}
