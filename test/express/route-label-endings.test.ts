import type { ErrorRequestHandler, RequestHandler } from 'express';
import { answer, testRouteLabels } from './route-labels.ts';

const throwing: RequestHandler = () => {
  throw new Error('boom');
};
const rejecting: RequestHandler = async () => {
  await null;
  throw new Error('boom');
};
const failingLater: RequestHandler = (_req, _res, next) => {
  setImmediate(() => next(new Error('boom')));
};
const passing: RequestHandler = (_req, _res, next) => next();
const notFound: RequestHandler = (_req, res) => {
  res.status(404).json({ error: 'not here' });
};
const passingNotFound: RequestHandler = (_req, _res, next) => {
  next(Object.assign(new Error('not here'), { status: 404 }));
};
const errorHandler: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(error.status ?? 500).json({ error: error.message });
};

// The label `route`: how the answer came about.
testRouteLabels([
  {
    name: 'an error in a nested router is the route that threw it, whoever answers it',
    build: ({ app, router }) => {
      const boom = router((r) => r.get('/boom/:id', throwing).get('/later/:id', failingLater));
      app.use(
        '/t/:tid',
        router((r) => r.use('/handled', boom, errorHandler)),
      );
      app.use(
        '/t/:tid',
        router((r) => r.use('/unhandled', boom)),
      );
      app.use('/app', boom);
      app.use('/app', errorHandler);
    },
    labels: {
      'GET /t/1/handled/boom/2': '500 /t/:tid/handled/boom/:id',
      'GET /t/1/handled/later/2': '500 /t/:tid/handled/later/:id',
      'GET /t/1/unhandled/boom/2': '500 /t/:tid/unhandled/boom/:id',
      'GET /t/1/unhandled/later/2': '500 /t/:tid/unhandled/later/:id',
      'GET /app/boom/2': '500 /app/boom/:id',
      'GET /app/later/2': '500 /app/later/:id',
    },
  },
  {
    name: 'a rejected handler is the route that rejected',
    major: 5,
    build: ({ app, router }) => {
      app.use(
        '/t/:tid',
        router((r) => r.get('/boom/:id', rejecting)),
      );
      app.use(
        '/handled',
        router((r) => r.get('/boom/:id', rejecting)),
        errorHandler,
      );
    },
    labels: { 'GET /t/1/boom/2': '500 /t/:tid/boom/:id', 'GET /handled/boom/2': '500 /handled/boom/:id' },
  },
  {
    name: 'an error before any route is @unmatched',
    build: ({ app }) => {
      app.use(throwing);
      app.get('/items/:id', answer);
    },
    labels: { 'GET /items/1': '500 @unmatched' },
  },
  {
    name: 'a 404 that the route answers itself is the route',
    build: ({ app, router }) => {
      app.get('/items/:id', notFound);
      app.use(
        '/api/:v',
        router((r) => r.get('/items/:id', passing, notFound)),
      );
    },
    labels: { 'GET /items/1': '404 /items/:id', 'GET /api/2/items/1': '404 /api/:v/items/:id' },
  },
  {
    name: 'a 404 that app.param answers is the route it was for',
    build: ({ app, router }) => {
      const lookUp = router((r) => {
        r.param('id', (req, res, next) => notFound(req, res, next));
        r.param('key', (req, res, next) => passingNotFound(req, res, next));
        r.get('/items/:id', answer).get('/keys/:key', answer);
      });
      app.use('/api', lookUp);
    },
    labels: { 'GET /api/items/1': '404 /api/items/:id', 'GET /api/keys/1': '404 /api/keys/:key' },
  },
  {
    name: 'a 404 after routes that passed the request on is @unmatched',
    build: ({ app, router }) => {
      const leave: RequestHandler = (_req, _res, next) => next('router');
      app.use(
        '/api',
        router((r) => r.get('/pass/:id', passing).get('/leave/:id', leave, answer)),
      );
      app.get('/pass/:id', passing);
      app.use(
        '/handled',
        router((r) => r.get('/pass/:id', passing)),
      );
      app.get('/handled-too/:id', passing);
      app.use(['/handled', '/handled-too'], notFound);
    },
    labels: {
      'GET /api/pass/1': '404 @unmatched',
      'GET /api/leave/1': '404 @unmatched',
      'GET /pass/1': '404 @unmatched',
      'GET /handled/pass/1': '404 @unmatched',
      'GET /handled-too/1': '404 @unmatched',
    },
  },
  {
    // LEFTOVER: from outside the routers a 404 made by an error handler looks like one that nothing answered.
    name: 'a 404 that an error handler makes of the error of a route is @unmatched',
    build: ({ app, router }) => {
      app.use(
        '/api',
        router((r) => r.get('/items/:id', passingNotFound)),
      );
      app.use(
        '/handled',
        router((r) => r.get('/items/:id', passingNotFound)),
        errorHandler,
      );
    },
    labels: { 'GET /api/items/1': '404 @unmatched', 'GET /handled/items/1': '404 @unmatched' },
  },
  {
    // LEFTOVER, of the same kind: the params are no longer those the route was given.
    name: 'a 404 of a route that put an object of its own in place of req.params is @unmatched',
    build: ({ app }) => {
      const parseParams: RequestHandler = (req, _res, next) => {
        req.params = { ...req.params };
        next();
      };
      app.get('/found/:id', parseParams, answer);
      app.get('/items/:id', parseParams, notFound);
    },
    labels: { 'GET /found/1': '200 /found/:id', 'GET /items/1': '404 @unmatched' },
  },
  {
    name: "next('route') and next('router') lead to the route that answers",
    build: ({ app, router }) => {
      const skipRoute: RequestHandler = (_req, _res, next) => next('route');
      const skipRouter: RequestHandler = (_req, _res, next) => next('router');
      app.use(
        '/t',
        router((r) => {
          r.get('/a/:x', skipRoute, throwing).get('/a/:y', answer);
          r.get('/b/:x', skipRouter).get('/b/:y', throwing);
        }),
      );
      app.get('/t/b/:z', answer);
    },
    labels: { 'GET /t/a/1': '200 /t/a/:y', 'GET /t/b/1': '200 /t/b/:z' },
  },
  {
    // What answers is no route, but the route took part, as a guard in front of a proxy does.
    name: 'an answer by what stands behind a route is that route, unless it is a 404',
    build: ({ app }) => {
      app.all('/v1/models/:name', passing);
      app.use('/v1', answer);
    },
    labels: { 'POST /v1/models/m': '200 /v1/models/:name', 'POST /v1/other': '200 @unmatched' },
  },
  {
    name: 'the automatic answer to OPTIONS is @unmatched, a declared one its route',
    build: ({ app, router }) => {
      app.all(/^\/guarded/, passing);
      app.all('/alone', passing);
      app.get('/alone', answer);
      app.get('/top', answer);
      const items = router((r) => r.get('/items/:id', answer).options('/own/:id', answer));
      app.use('/api', items);
      app.use('/guarded', items);
    },
    labels: {
      'OPTIONS /top': '200 @unmatched',
      'OPTIONS /api/items/1': '200 @unmatched',
      'OPTIONS /api/own/1': '200 /api/own/:id',
      'OPTIONS /guarded/items/1': '200 @unmatched',
      'OPTIONS /none': '404 @unmatched',
      // LEFTOVER: nothing but a route for all methods was met, and that looks like its own answer.
      'OPTIONS /alone': '200 /alone',
    },
  },
  {
    name: 'HEAD is the GET route, and @unmatched where there is only POST',
    build: ({ app }) => {
      app.get('/get/:id', answer);
      app.post('/post/:id', answer);
    },
    labels: {
      'HEAD /get/1': '200 /get/:id',
      'HEAD /post/1': '404 @unmatched',
      'GET /post/1': '404 @unmatched',
    },
  },
  {
    name: 'static files are @unmatched, found or not',
    build: ({ app, express }) => {
      app.use('/static', express.static(import.meta.dirname));
    },
    labels: {
      'GET /static/route-labels.ts': '200 @unmatched',
      'GET /static/none.ts': '404 @unmatched',
    },
  },
]);
