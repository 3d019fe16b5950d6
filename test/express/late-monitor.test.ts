import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { requestText } from '../support/raw-client.ts';
import { MonitoredServer, SINKS } from './monitored-server.ts';

const BIG = 'x'.repeat(32 * 1024 * 1024);

for (const sink of SINKS) {
  const to = `log to ${sink}`;

  for (const [size, output] of Object.entries({ small: 'rain', big: BIG })) {
    test(`a monitor behind a handler that gave a ${size} answer counts it once (${to})`, async (t) => {
      const served = await MonitoredServer.serve(t, {
        sink,
        mount(app, monitor) {
          app.use((_req, res, next) => {
            res.status(201).json({ output });
            next();
          });
          app.use(monitor, () => undefined);
        },
      });
      served.connect(requestText({ path: '/predict' }));
      assert.deepEqual(await served.logged(1), ['201 ok']);
      assert.equal(await served.inProgress(), 0);
      assert.deepEqual(await served.counted(), { http: { '@unmatched 201': 1 }, predict: { ok: 1 } });
    });
  }

  for (const [place, before] of Object.entries({ alone: '', queued: requestText({ path: '/first' }) })) {
    test(`a monitor reached when the client has left counts an abort (${place}, ${to})`, async (t) => {
      const served = await MonitoredServer.serve(t, {
        sink,
        mount(app, monitor, events) {
          app.use('/first', () => undefined);
          app.use((req, _res, next) => {
            req.socket.once('close', () => setImmediate(next));
            events.emit('asked');
          });
          app.use(monitor, (_req, res) => void res.json({ output: 'rain' }));
        },
      });
      const client = served.connect(before + requestText({ path: '/predict' }));
      await once(served.events, 'asked');
      client.destroy();
      await served.logged(1);
      assert.equal(await served.inProgress(), 0);
      assert.deepEqual(await served.counted(), { http: { '@unmatched 499': 1 }, predict: { aborted: 1 } });
    });
  }
}
