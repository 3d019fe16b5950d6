import { answer, testRouteLabels } from './route-labels.ts';

// The label `route`: where the monitor stands.
testRouteLabels([
  {
    name: 'our own endpoint is the path it answers at',
    build: ({ app, router }) => {
      app.use(
        '/api',
        router((r) => r.get('/metrics', answer)),
      );
    },
    labels: {
      'GET /metrics': '200 /metrics',
      'HEAD /metrics': '200 /metrics',
      'GET /metrics/?name[]=x': '200 /metrics',
      'GET /api/metrics': '200 /api/metrics',
      'GET /metrics/none': '404 @unmatched',
    },
  },
  {
    name: 'our own endpoint below a prefix has the prefix',
    install: ({ app, monitor }) => app.use('/internal', monitor),
    build: ({ app }) => app.get('/internal/:x', answer),
    labels: {
      'GET /internal/metrics': '200 /internal/metrics',
      'GET /INTERNAL/metrics': '200 /internal/metrics',
      'GET /internal/x': '200 /internal/:x',
    },
  },
  {
    name: 'our own endpoint below a parameter has the parameter',
    install: ({ app, monitor }) => app.use('/t/:tid', monitor),
    build: () => undefined,
    labels: { 'GET /t/a/metrics': '200 /t/:tid/metrics', 'GET /t/b/metrics': '200 /t/:tid/metrics' },
  },
  {
    name: 'behind the body parser the labels are the same',
    install: ({ app, express, monitor }) =>
      app.use(express.json(), express.urlencoded({ extended: false }), monitor),
    build: ({ app, router }) => {
      app.use(
        '/t/:tid',
        router((r) => r.get('/items/:id', answer)),
      );
    },
    labels: { 'GET /t/1/items/1': '200 /t/:tid/items/:id', 'GET /none': '404 @unmatched' },
  },
  {
    name: 'in a sub router the labels are full templates',
    install: () => {},
    build: ({ app, monitor, router }) => {
      const items = router((r) => r.get('/items/:id', answer));
      app.use(
        '/api',
        router((r) => r.use(monitor).use('/v/:ver', items).get('/', answer)),
      );
      app.use(
        '/t/:tid',
        router((r) => r.use(monitor).use(items), { mergeParams: true }),
      );
    },
    labels: {
      'GET /api/v/1/items/2': '200 /api/v/:ver/items/:id',
      'GET /API/': '200 /api',
      'GET /api/none': '404 @unmatched',
      'GET /t/acme/items/1': '200 /t/:tid/items/:id',
    },
  },
  {
    // LEFTOVER: such a router does not know the parameters of its mount. `limits.routes` is what bounds it.
    name: 'in a sub router without mergeParams the values of its mount show, as long as there is room',
    options: { limits: { routes: 2 } },
    install: () => {},
    build: ({ app, monitor, router }) => {
      app.use(
        '/t/:tid',
        router((r) => r.use(monitor).get('/items/:id', answer)),
      );
    },
    labels: {
      'GET /t/acme/items/1': '200 /t/acme/items/:id',
      'GET /t/other/items/1': '200 /t/other/items/:id',
      'GET /t/third/items/1': '200 @other',
    },
  },
  {
    name: 'on the route itself the labels are full templates',
    install: () => {},
    build: ({ app, monitor, router }) => {
      const routes = router((r) => r.get('/a/:id', monitor, answer).get(/^\/re\/(\w+)$/, monitor, answer));
      app.use('/api', routes);
      app.use(
        '/t/:tid',
        router((r) => r.get(['/a/:id', '/b/:id'], monitor, answer), { mergeParams: true }),
      );
    },
    labels: {
      'GET /api/a/1': '200 /api/a/:id',
      // Values that are found in the text of the mount, but are the route's.
      'GET /api/a/api': '200 /api/a/:id',
      'GET /api/a/p': '200 /api/a/:id',
      'GET /api/re/p': '200 /api^\\/re\\/(\\w+)$',
      'GET /t/acme/b/acme': '200 /t/:tid/b/:id',
      'GET /t/acme/b/t': '200 /t/:tid/b/:id',
    },
  },
]);
