import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import express from 'express';
import type { ModelMonitor } from '../../src/index.ts';

/** Asks for a prediction; the member `tell` of the body says what the model answers. */
export type ModelClient = (body: object, headers?: Record<string, string>) => Promise<Response>;

/** Serves a model until the test ends. */
export async function serveModel(t: TestContext, monitor: ModelMonitor): Promise<ModelClient> {
  const app = express().set('env', 'test');
  app.use(express.json(), monitor);
  app.post('/models/:name/predict', (req, res) => {
    const { answer, status = 200, type = 'application/json' } = req.body.tell ?? {};
    res.status(status).type(type).send(answer);
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/a/predict`;
  return async (body, headers = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    await response.arrayBuffer();
    return response;
  };
}
