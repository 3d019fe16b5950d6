import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import type { MetricValueWithName, Registry } from 'prom-client';
import { EXPRESS_VERSIONS } from './express-versions.ts';
import { answer, createSite, labelsOf, type Site, serve } from './route-labels.ts';

/** What an app can see of the two properties that the tracker watches. */
function showRequest(req: Request, res: Response): void {
  const { baseUrl, route } = req;
  const names = [];
  for (const name in req) names.push(name);
  res.json({
    baseUrl,
    route: route?.path,
    hasBaseUrl: 'baseUrl' in req,
    own: Object.keys(req).sort(),
    names: names.sort(),
  });
}

const showError: ErrorRequestHandler = (_error, req, res, _next) => showRequest(req, res);

/** Shows the request from a route, from an error handler and from what is left when nothing answered. */
function showEverywhere({ router }: Site, app: Express): Express {
  app.use(
    '/t/:tid',
    router((r) => {
      r.get('/items/:id', showRequest);
      r.get('/boom/:id', () => {
        throw new Error('boom');
      });
      r.get('/handled/:id', () => {
        throw new Error('boom');
      });
      r.use('/handled', showError);
      r.get('/pass/:id', (_req, _res, next) => next());
    }),
  );
  app.use(showRequest);
  app.use(showError);
  return app;
}

for (const expressVersion of EXPRESS_VERSIONS) {
  const { version, major } = expressVersion;

  /** The same app without us and with us. */
  async function serveBoth(t: TestContext) {
    const site = createSite(t, expressVersion);
    const bare = await serve(t, showEverywhere(site, expressVersion.express()));
    const watched = await serve(t, showEverywhere(site, site.app.use(site.monitor)));
    return { bare, watched };
  }

  test(`the app reads req.route and req.baseUrl as it does without us (Express ${version})`, async (t) => {
    const { bare, watched } = await serveBoth(t);
    for (const path of ['items/1', 'boom/1', 'handled/1', 'pass/1', 'items/2']) {
      const request = `GET /t/acme/${path}`;
      const { own: _own, ...expected } = JSON.parse(bodyOf(await bare(request)));
      const { own: _inherited, ...shown } = JSON.parse(bodyOf(await watched(request)));
      assert.deepEqual(shown, expected, request);
    }
  });

  // LEFTOVER: the accessor is there before a route has matched.
  test(`what differs for the app is that req has an undefined route from the start (Express ${version})`, async (t) => {
    const { bare, watched } = await serveBoth(t);
    const expected = JSON.parse(bodyOf(await bare('GET /none')));
    const withRoute = (names: string[]) => [...names, 'route'].sort();
    const { own, names, ...rest } = expected;
    assert.deepEqual(JSON.parse(bodyOf(await watched('GET /none'))), {
      ...rest,
      own: withRoute(own),
      names: withRoute(names),
    });
  });

  // LEFTOVER: `Object.keys(req)` and `{ ...req }` are without the two on Express 5, once the app is known.
  test(`what differs for the app is that it may inherit route and baseUrl (Express ${version})`, async (t) => {
    const { bare, watched } = await serveBoth(t);
    await watched('GET /t/acme/items/1');
    const { own: expected } = JSON.parse(bodyOf(await bare('GET /t/acme/items/1')));
    const { own } = JSON.parse(bodyOf(await watched('GET /t/acme/items/1')));
    const isOwn = (name: string) => major === 4 || !['baseUrl', 'route'].includes(name);
    assert.deepEqual(own, expected.filter(isOwn));
  });

  test(`a request that an app makes of another one goes its own way (Express ${version})`, async (t) => {
    const { app, monitor, router } = createSite(t, expressVersion);
    app.use(monitor);
    app.use(
      '/batch',
      router((r) =>
        r.get('/all', (req, res) => {
          const single: Request = Object.assign(Object.create(Object.getPrototypeOf(req)), req, {
            url: '/t/acme/items/1',
          });
          const heir: Request = Object.create(req);
          inner(single, res, () => undefined);
          const shown = [single.baseUrl, single.route?.path, heir.baseUrl, heir.route?.path];
          res.json([...shown, req.baseUrl, req.route.path]);
        }),
      ),
    );
    const inner = router((r) =>
      r.use(
        '/t/:tid',
        router((items) => items.get('/items/:id', () => undefined)),
      ),
    );
    const send = await serve(t, app);
    for (const time of ['new', 'known']) {
      const expected = ['/batch/t/acme', '/items/:id', '/batch', '/all', '/batch', '/all'];
      assert.deepEqual(JSON.parse(bodyOf(await send('GET /batch/all'))), expected, time);
    }
  });

  test(`two monitors on one app label alike, each in its registry (Express ${version})`, async (t) => {
    const { app, monitor, registry, router } = createSite(t, expressVersion);
    const second = createSite(t, expressVersion);
    const items = router((r) => r.use(second.monitor).get('/items/:id', answer));
    app.use(monitor);
    app.use('/t/:tid', items);
    const labels = { 'GET /t/acme/items/1': '200 /t/:tid/items/:id', 'GET /t/acme/none': '404 @unmatched' };
    assert.deepEqual(await labelsOf(t, { app, registry }, Object.keys(labels)), labels);
    assert.deepEqual(await labelsOf(t, { app, registry: second.registry }, Object.keys(labels)), labels);
  });

  test(`monitor.predict alone on a nested route knows its template (Express ${version})`, async (t) => {
    const { app, monitor, registry, router } = createSite(t, expressVersion);
    const routes = router((r) => r.get('/score/:id', monitor.predict, answer), { mergeParams: true });
    app.use('/t/:tid', routes);
    app.use('/api', routes);
    const send = await serve(t, app);
    await send('GET /t/acme/score/1');
    await send('GET /api/score/pi');
    assert.deepEqual(await predictRoutesIn(registry), ['/t/:tid/score/:id', '/api/score/:id']);
  });
}

function bodyOf(response: string): string {
  return response.slice(response.indexOf('\r\n\r\n'));
}

async function predictRoutesIn(registry: Registry): Promise<unknown[]> {
  const metrics = await registry.getMetricsAsJSON();
  return metrics
    .flatMap(({ values }) => values as MetricValueWithName<string>[])
    .filter(({ metricName, value }) => metricName === 'prediction_latency_seconds_count' && value > 0)
    .map(({ labels }) => labels['route']);
}
