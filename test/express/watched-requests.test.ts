import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Express, Request } from 'express';
import { samplesOf } from '../support/metrics-text.ts';
import { EXPRESS_VERSIONS } from './express-versions.ts';
import { answer, createSite, labelsOf, type Site, serve } from './route-labels.ts';

/** Ways to make another request of a request. */
const HEIRS: Readonly<Record<string, (req: Request) => Request>> = {
  'what inherits from': (req) => Object.create(req),
  'a copy of': (req) => Object.assign(Object.create(Object.getPrototypeOf(req)), req),
  'a copy of the properties of': (req) =>
    Object.create(Object.getPrototypeOf(req), Object.getOwnPropertyDescriptors(req)),
};

// Express 4 gives a request its `baseUrl` before it gives it a prototype of the app: there nothing is met.
for (const expressVersion of EXPRESS_VERSIONS) {
  const { version, major } = expressVersion;

  /** An app behind a monitor; `first` is in front of it. */
  function createApp(t: TestContext, first: (req: Request) => void): Site {
    const site = createSite(t, expressVersion);
    site.app.use((req, _res, next) => {
      first(req);
      next();
    });
    site.app.use(site.monitor);
    return site;
  }

  test(`requests are tracked from their second on before any handler runs (Express ${version})`, async (t) => {
    const seen: boolean[] = [];
    const site = createApp(t, (req) => seen.push(isWatched(req)));
    site.app.get('/', answer);
    await labelsOf(t, site, ['GET /', 'HEAD /', 'OPTIONS /']);
    assert.deepEqual(seen, [false, major === 5, major === 5]);
  });

  test(`what requests inherit from is left as it was found (Express ${version})`, async (t) => {
    const site = createApp(t, () => undefined);
    const other = createSite(t, expressVersion);
    site.app.use(other.monitor).get('/', answer);
    const untouched = look(site.app);
    const send = await serve(t, site.app);
    await send('GET /');
    assert.deepEqual(look(site.app), [...untouched, 'baseUrl']);
    await site.monitor.close();
    assert.deepEqual(look(site.app), [...untouched, 'baseUrl']);
    await other.monitor.close();
    assert.deepEqual(look(site.app), untouched);
    await send('GET /');
    assert.deepEqual(look(site.app), untouched);
  });

  test(`an app may have a baseUrl of its own for its requests (Express ${version})`, async (t) => {
    const site = createApp(t, () => undefined);
    const own = { configurable: true, get: () => '', set: () => undefined };
    Object.defineProperty(site.app.request, 'baseUrl', own);
    site.app.get('/items/:id', answer);
    const labels = { 'GET /items/1': '200 /items/:id', 'GET /items/2': '200 /items/:id' };
    assert.deepEqual(await labelsOf(t, site, Object.keys(labels)), labels);
    assert.equal(Object.getOwnPropertyDescriptor(site.app.request, 'baseUrl')?.get, own.get);
  });

  test(`an app may freeze what its requests inherit from (Express ${version})`, async (t) => {
    const site = createApp(t, () => undefined);
    site.app.get('/items/:id', answer);
    Object.freeze(site.app.request);
    const labels = { 'GET /items/1': '200 /items/:id', 'GET /items/2': '200 /items/:id' };
    assert.deepEqual(await labelsOf(t, site, Object.keys(labels)), labels);
  });

  test(`a request whose baseUrl is deleted is counted once all the same (Express ${version})`, async (t) => {
    const site = createApp(t, () => undefined);
    const seen: unknown[] = [];
    site.app.get('/items/:id', (req, res) => {
      delete (req as Partial<Request>).baseUrl;
      seen.push(req.baseUrl);
      req.baseUrl = '/mine';
      seen.push(req.baseUrl, Object.keys(req).includes('baseUrl'));
      answer(req, res, () => undefined);
    });
    const labels = { 'GET /items/1': '200 /items/:id', 'HEAD /items/2': '200 /items/:id' };
    assert.deepEqual(await labelsOf(t, site, Object.keys(labels)), labels);
    assert.deepEqual(seen, [undefined, '/mine', true, undefined, '/mine', true]);
  });

  for (const [name, make] of Object.entries(HEIRS)) {
    test(`${name} a request has a baseUrl of its own (Express ${version})`, async (t) => {
      const seen: unknown[] = [];
      const look = (req: Request): void => {
        const heir = make(req);
        const heirOfHeir = make(heir);
        heir.baseUrl = '/heir';
        heirOfHeir.baseUrl = '/heir/of/heir';
        heir.baseUrl = '/heir/again';
        seen.push([req.baseUrl, heir.baseUrl, heirOfHeir.baseUrl].join(' '));
      };
      const site = createApp(t, look);
      site.app.get('/items/:id', (req, res) => {
        look(req);
        answer(req, res, () => undefined);
      });
      const labels = { 'GET /items/1': '200 /items/:id', 'HEAD /items/2': '200 /items/:id' };
      assert.deepEqual(await labelsOf(t, site, Object.keys(labels)), labels);
      assert.deepEqual(seen, Array(4).fill(' /heir/again /heir/of/heir'));
    });
  }

  test(`a monitor that meets a copy of the request counts the request once (Express ${version})`, async (t) => {
    for (const make of Object.values(HEIRS)) {
      const site = createSite(t, expressVersion);
      const inner = site.router((router) => router.post('/predict', site.monitor.predict, answer));
      site.app.use(site.monitor, (req, res, next) => inner(make(req), res, next));
      const send = await serve(t, site.app);
      for (let count = 0; count < 3; count += 1) await send('POST /predict');
      const samples = samplesOf(await site.registry.metrics());
      assert.equal(samples.get('prediction_requests_in_progress'), 0);
      assert.equal(sumOf(samples, 'prediction_latency_seconds_count'), 3);
      assert.equal(sumOf(samples, 'http_request_duration_seconds_count'), 3);
    }
  });

  test(`a baseUrl that is no text is the app's own affair (Express ${version})`, async (t) => {
    const seen: unknown[] = [];
    const site = createApp(t, () => undefined);
    const odd = site.router((router) =>
      router.get('/:id', (req, res) => {
        Object.assign(req, { baseUrl: 7 });
        seen.push(req.baseUrl);
        answer(req, res, () => undefined);
      }),
    );
    site.app.use('/t/:tid', odd);
    const labels = { 'GET /t/a/1': '200 /t/:tid/:id', 'HEAD /t/a/2': '200 /t/:tid/:id' };
    assert.deepEqual(await labelsOf(t, site, Object.keys(labels)), labels);
    assert.deepEqual(seen, [7, 7]);
  });

  test(`what the app assigns to what requests inherit from is theirs (Express ${version})`, async (t) => {
    const site = createApp(t, () => undefined);
    site.app.get('/items/:id', answer);
    const labels = { 'GET /items/1': '200 /items/:id', 'GET /items/2': '200 /items/:id' };
    assert.deepEqual(await labelsOf(t, site, Object.keys(labels)), labels);
    Object.assign(site.app.request, { baseUrl: '' });
    assert.deepEqual(await labelsOf(t, site, Object.keys(labels)), labels);
    await site.monitor.close();
    const expected = { configurable: true, enumerable: true, writable: true, value: '' };
    assert.deepEqual(Object.getOwnPropertyDescriptor(site.app.request, 'baseUrl'), expected);
    assert.deepEqual(Object.getOwnPropertySymbols(site.app.request), []);
  });

  test(`a copy that has our accessors and no tracker fails nowhere (Express ${version})`, async (t) => {
    const seen: unknown[] = [];
    const site = createSite(t, expressVersion);
    site.app.use(site.monitor).get('/items/:id', (req, res) => {
      const copy: Request = Object.defineProperties({} as Request, accessorsOf(req));
      seen.push(copy.baseUrl, copy.route);
      Object.assign(copy, { baseUrl: '/copy', route: 'none' });
      seen.push(copy.baseUrl, copy.route, req.baseUrl, req.route.path);
      answer(req, res, () => undefined);
    });
    await (await serve(t, site.app))('GET /items/1');
    assert.deepEqual(seen, [undefined, undefined, '/copy', 'none', '', '/items/:id']);
  });

  test(`a copy of a request, handled by an app, leaves the request alone (Express ${version})`, async (t) => {
    const bodies: string[] = [];
    for (const isWatched of [false, true]) {
      const site = createSite(t, expressVersion);
      if (isWatched) site.app.use(site.monitor);
      const inner = site.express().set('env', 'test');
      inner.get('/deep/:level', (_req, _res, next) => next());
      site.app.use('/m', (req, res) => {
        const seen: string[] = [];
        for (const make of Object.values(HEIRS)) {
          const copy = make(req);
          inner(copy, res, () => seen.push(`back ${show(copy)}`));
          seen.push(`${show(req)} ${show(copy)}`);
        }
        setImmediate(() => setImmediate(() => res.json(seen)));
      });
      const send = await serve(t, site.app);
      for (const path of ['/m/deep', '/m/deep/er', '/m']) bodies.push(bodyOf(await send(`GET ${path}`)));
    }
    assert.deepEqual(bodies.slice(3), bodies.slice(0, 3));
  });
}

function sumOf(samples: ReadonlyMap<string, number>, name: string): number {
  const values = Array.from(samples).filter(([key]) => key.startsWith(`${name}{`));
  return values.reduce((sum, [, value]) => sum + value, 0);
}

function show({ baseUrl, route }: Request): string {
  return `${baseUrl} ${route?.path}`;
}

function accessorsOf(req: Request): PropertyDescriptorMap {
  const { baseUrl, route } = Object.getOwnPropertyDescriptors(req);
  return { baseUrl, route };
}

function bodyOf(text: string): string {
  return text.slice(text.indexOf('\r\n\r\n'));
}

function isWatched(req: Request): boolean {
  return Object.getOwnPropertyDescriptor(req, 'baseUrl')?.set !== undefined;
}

function look(app: Express): string[] {
  return Object.getOwnPropertyNames(app.request);
}
