import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ErrorRequestHandler, Express, Request, Response } from 'express';
import type { MetricValueWithName, Registry } from 'prom-client';
import { EXPRESS_VERSIONS } from './express-versions.ts';
import { answer, createSite, labelsOf, type Site, serve } from './route-labels.ts';

/** What an app can see of the two properties that the tracker watches. */
function showRequest(req: Request, res: Response): void {
  const { baseUrl, route } = req;
  res.json({ baseUrl, route: route?.path, keys: Object.keys(req).sort(), hasBaseUrl: 'baseUrl' in req });
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
  const { version } = expressVersion;

  test(`the app reads req.route and req.baseUrl as it does without us (Express ${version})`, async (t) => {
    const site = createSite(t, expressVersion);
    const bare = await serve(t, showEverywhere(site, expressVersion.express()));
    const watched = await serve(t, showEverywhere(site, site.app.use(site.monitor)));
    for (const path of ['items/1', 'boom/1', 'handled/1', 'pass/1']) {
      const request = `GET /t/acme/${path}`;
      assert.equal(bodyOf(await watched(request)), bodyOf(await bare(request)), request);
    }
  });

  test(`an app that a router calls as a handler reads them so, time after time (Express ${version})`, async (t) => {
    const site = createSite(t, expressVersion);
    const build = (app: Express): Express => {
      const child = expressVersion.express();
      child.get('/x/:id', showRequest);
      child.use(showRequest);
      return app.use(
        '/api',
        site.router((r) => r.use('/c', (req, res, next) => child(req, res, next))),
      );
    };
    const bare = await serve(t, build(expressVersion.express()));
    const watched = await serve(t, build(site.app.use(site.monitor)));
    for (const path of ['x/1', 'x/2', 'none', 'x/3']) {
      const [expected, shown] = [await bare(`GET /api/c/${path}`), await watched(`GET /api/c/${path}`)];
      const { keys, ...rest } = JSON.parse(bodyOf(expected));
      const withRoute = Array.from(new Set([...keys, 'route'])).sort();
      assert.deepEqual(JSON.parse(bodyOf(shown)), { ...rest, keys: withRoute }, path);
    }
  });

  // LEFTOVER: the accessor is there before a route has matched.
  test(`what differs for the app is that req has an undefined route from the start (Express ${version})`, async (t) => {
    const site = createSite(t, expressVersion);
    const bare = await serve(t, showEverywhere(site, expressVersion.express()));
    const watched = await serve(t, showEverywhere(site, site.app.use(site.monitor)));
    const expected = JSON.parse(bodyOf(await bare('GET /none')));
    expected.keys = [...expected.keys, 'route'].sort();
    assert.deepEqual(JSON.parse(bodyOf(await watched('GET /none'))), expected);
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
