import { answer, testRouteLabels } from './route-labels.ts';

// The label `route` of http_request_duration_seconds: routers, mounts and what their parameters hold.
testRouteLabels([
  {
    name: 'a route three routers deep has its full template',
    build: ({ app, router }) => {
      const items = router((r) => r.get('/items/:id', answer));
      app.use(
        '/api',
        router((r) =>
          r.use(
            '/v1',
            router((inner) => inner.use('/shop', items)),
          ),
        ),
      );
    },
    labels: {
      'GET /api/v1/shop/items/42': '200 /api/v1/shop/items/:id',
      'GET /api/v1/shop/items/banana?api=/v1': '200 /api/v1/shop/items/:id',
      'GET /api/v1/shop/none': '404 @unmatched',
    },
  },
  {
    name: 'the parameters of mounts stand in the template by name',
    build: ({ app, router }) => {
      const years = router((r) => r.get('/y/:id', answer));
      app.use(
        '/tenants/:tid',
        router((r) => r.use('/v1/:ver', years).use('/:from-:to', years)),
      );
    },
    labels: {
      'GET /tenants/acme/v1/2/y/1': '200 /tenants/:tid/v1/:ver/y/:id',
      'GET /tenants/2/v1/2/y/2': '200 /tenants/:tid/v1/:ver/y/:id',
      'GET /tenants/acme/3-3/y/1': '200 /tenants/:tid/:from-:to/y/:id',
    },
  },
  {
    name: 'mergeParams does not confuse the parameters of two mounts',
    build: ({ app, router }) => {
      const merge = { mergeParams: true };
      const years = router((r) => r.get('/y/:id', answer), merge);
      app.use(
        '/tenants/:tid',
        router((r) => r.use('/v1/:ver', years).use('/users', years), merge),
      );
    },
    labels: {
      'GET /tenants/acme/v1/2/y/1': '200 /tenants/:tid/v1/:ver/y/:id',
      'GET /tenants/2/v1/2/y/2': '200 /tenants/:tid/v1/:ver/y/:id',
      // A tenant whose name is a part of what follows.
      'GET /tenants/v/v1/2/y/1': '200 /tenants/:tid/v1/:ver/y/:id',
      'GET /tenants/s/users/y/1': '200 /tenants/:tid/users/y/:id',
    },
  },
  {
    name: 'a parameter name may come twice with mergeParams',
    build: ({ app, router }) => {
      const merge = { mergeParams: true };
      const routes = router((r) => r.get('/c/:id', answer), merge);
      app.use(
        '/a/:id',
        router((r) => r.use('/b/:id', routes), merge),
      );
    },
    labels: {
      'GET /a/1/b/2/c/3': '200 /a/:id/b/:id/c/:id',
      'GET /a/1/b/1/c/1': '200 /a/:id/b/:id/c/:id',
    },
  },
  {
    name: 'mounted apps are part of the template',
    build: ({ app, express, router }) => {
      const other = express().set('env', 'test');
      other.get('/s/:id', answer);
      other.use('/deep', express().get('/', answer));
      app.use('/sub/:k', other);
      app.use(
        '/api',
        router((r) => r.use('/sub/:k', other)),
      );
    },
    labels: {
      'GET /sub/q/s/1': '200 /sub/:k/s/:id',
      'GET /api/sub/q/s/1': '200 /api/sub/:k/s/:id',
      'GET /sub/q/deep/': '200 /sub/:k/deep',
      'GET /sub/q/none': '404 @unmatched',
    },
  },
  {
    name: 'the route / of a router is its mount',
    build: ({ app, router }) => {
      app.use(
        '/api',
        router((r) => r.get('/', answer)),
      );
      app.get('/', answer);
    },
    labels: {
      'GET /api': '200 /api',
      'GET /api/': '200 /api',
      'GET /api?x=/y': '200 /api',
      'GET /': '200 /',
      'GET /?x=1': '200 /',
    },
  },
  {
    name: 'of several mount paths the template has the one that matched',
    build: ({ app, router }) => {
      app.use(
        ['/m/:a', '/n/:b/:c'],
        router((r) => r.get('/i/:id', answer)),
      );
    },
    labels: { 'GET /m/1/i/2': '200 /m/:a/i/:id', 'GET /n/1/2/i/3': '200 /n/:b/:c/i/:id' },
  },
  {
    name: 'the case the client chose makes no series',
    build: ({ app, router }) => {
      app.use(
        '/API/:v',
        router((r) => r.get('/Items/:id', answer)),
      );
    },
    labels: {
      'GET /API/1/Items/1': '200 /api/:v/Items/:id',
      'GET /api/A/items/B': '200 /api/:v/Items/:id',
      'GET /aPi/a/ITEMS/b/': '200 /api/:v/Items/:id',
    },
  },
  {
    name: 'a value equal to the literal before it is told from it',
    build: ({ app, router }) => {
      const users = router((r) => r.get('/', answer).get('/users/:id', answer));
      app.use('/tenants/:tid', users);
      app.use('/t/:tid', users);
    },
    labels: {
      'GET /tenants/tenants': '200 /tenants/:tid',
      'GET /tenants/users/users/users': '200 /tenants/:tid/users/:id',
      'GET /t/t/users/t': '200 /t/:tid/users/:id',
      'GET /t/T/users/t': '200 /t/:tid/users/:id',
    },
  },
  {
    name: 'any text may be a value',
    build: ({ app, router }) => {
      app.use(
        '/t/:tid',
        router((r) => r.get('/i/:id', answer)),
      );
    },
    labels: {
      'GET /t/a%2Fb/i/c%2Fd': '200 /t/:tid/i/:id',
      'GET /t/caf%C3%A9/i/%c3%a9': '200 /t/:tid/i/:id',
      'GET /t/%2e%2a/i/%5Cd%2B': '200 /t/:tid/i/:id',
      'GET /t/(a|b)$/i/.*': '200 /t/:tid/i/:id',
      'GET /t/$&/i/%24%60': '200 /t/:tid/i/:id',
      'GET /t/:tid/i/:id': '200 /t/:tid/i/:id',
      'GET /t/__proto__/i/constructor': '200 /t/:tid/i/:id',
      [`GET /t/${'a'.repeat(4000)}/i/${'b'.repeat(4000)}`]: '200 /t/:tid/i/:id',
      [`GET /${'z'.repeat(8000)}`]: '404 @unmatched',
      // Not text at all: Express answers it before a route has matched.
      'GET /t/%E0%A4%A/i/1': '400 @unmatched',
    },
  },
]);
