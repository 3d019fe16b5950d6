import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Request, Response } from 'express';
import { EXPRESS_VERSIONS, type ExpressVersion } from './express-versions.ts';
import { answer, createSite, labelsOf, type Site } from './route-labels.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

for (const expressVersion of EXPRESS_VERSIONS) {
  const { version, express } = expressVersion;

  test(`apps that come and go under one monitor are not kept (Express ${version})`, async (t) => {
    const site = createSite(t, expressVersion);
    const apps: WeakRef<object>[] = [];
    for (let count = 0; count < 10; count += 1) apps.push(await useOnce(site, expressVersion));
    const request = { 'GET /items/1': '200 /items/:id' };
    site.app.use(site.monitor).get('/items/:id', answer);
    assert.deepEqual(await labelsOf(t, site, Object.keys(request)), request);
    await new Promise(setImmediate);
    collectGarbage();
    assert.deepEqual(
      apps.map((app) => app.deref()),
      apps.map(() => undefined),
    );
  });

  test(`an app may be frozen before the monitor is closed (Express ${version})`, async (t) => {
    const site = createSite(t, expressVersion);
    const app = express().use(site.monitor).get('/', answer);
    await labelsOf(t, { ...site, app }, ['GET /']);
    Object.freeze(app.response);
    Object.freeze(app.request);
    await assert.doesNotReject(site.monitor.close());
  });
}

/** An app of its own behind the site's monitor, asked once without a connection and dropped. */
async function useOnce({ monitor }: Site, { express }: ExpressVersion): Promise<WeakRef<object>> {
  const app = express();
  app.use(monitor);
  const req = Object.assign(new IncomingMessage(new Socket()), { method: 'GET', url: '/' });
  await new Promise((resolve) => app(req as Request, new ServerResponse(req) as Response, resolve));
  return new WeakRef(app);
}
