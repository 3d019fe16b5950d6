import { answer, testRouteLabels } from './route-labels.ts';

// The label `route`: what patterns other than plain text and `:name` come out as.
testRouteLabels([
  {
    name: 'of several paths of a route the label is the first that matches',
    build: ({ app, router }) => {
      app.get(['/arr/:a', '/arr2/:a'], answer);
      app.get(['/users/:id', '/users/me'], answer);
      const nested: unknown[] = [
        '/files/:name.:format',
        ['/files/:name', ['/files/:name/raw']],
        /^\/rx\/(\d+)$/,
      ];
      app.get(nested as string[], answer);
      app.use(
        '/api/:v',
        router((r) => r.get(['/one/:x', '/:x/two'], answer)),
      );
    },
    labels: {
      'GET /arr/1': '200 /arr/:a',
      'GET /ARR2/arr?x=/arr/': '200 /arr2/:a',
      'GET /users/me': '200 /users/:id',
      'GET /files/a.b': '200 /files/:name.:format',
      'GET /files/ab/': '200 /files/:name',
      'GET /files/ab/raw': '200 /files/:name/raw',
      'GET /rx/12': '200 ^\\/rx\\/(\\d+)$',
      'GET /api/1/one/two': '200 /api/:v/one/:x',
      'GET /api/one/x/two': '200 /api/:v/:x/two',
    },
  },
  {
    name: 'of several paths in the syntax of Express 4 the label is the first that matches',
    major: 4,
    build: ({ app }) => {
      app.get(['/a/:n(\\d+)', '/a/:word([a-z]+)', '/b/:x?', '/b/:x/*'], answer);
      app.get(['/c*d', '/ab?cd', '/e(fg)?h'], answer);
    },
    labels: {
      'GET /a/1': '200 /a/:n(\\d+)',
      'GET /a/x': '200 /a/:word([a-z]+)',
      'GET /b': '200 /b/:x?',
      'GET /b/1': '200 /b/:x?',
      'GET /b/1/': '200 /b/:x?',
      'GET /b/1/2/3': '200 /b/:x/*',
      'GET /c12/3d': '200 /c*d',
      'GET /acd': '200 /ab?cd',
      'GET /eh': '200 /e(fg)?h',
    },
  },
  {
    name: 'of several paths in the syntax of Express 5 the label is the first that matches',
    major: 5,
    build: ({ app }) => {
      app.get(['/o/:a{/:opt}', '/o/{*rest}', '/w/*rest', '/p/\\*/:x'], answer);
    },
    labels: {
      'GET /o/1': '200 /o/:a{/:opt}',
      'GET /o/1/2': '200 /o/:a{/:opt}',
      'GET /o/1/2/3': '200 /o/{*rest}',
      'GET /w/1/2': '200 /w/*rest',
      'GET /p/*/2': '200 /p/\\*/:x',
    },
  },
  {
    name: 'a RegExp route is its source, behind its mount',
    build: ({ app, router }) => {
      app.get(/^\/re\/(\d+)$/, answer);
      app.use(
        '/api/:v',
        router((r) => r.get(/^\/re\/(\d+)$/i, answer)),
      );
    },
    labels: {
      'GET /re/1': '200 ^\\/re\\/(\\d+)$',
      'GET /api/2/re/3': '200 /api/:v^\\/re\\/(\\d+)$',
    },
  },
  {
    // The source is not to be had. LEFTOVER: what a RegExp without groups matched stands as it is, and is
    // bounded by `limits.routes` alone.
    name: 'a RegExp mount is what it matched, with a star for each group',
    build: ({ app, router }) => {
      const items = router((r) => r.get('/i/:id', answer));
      app.use(/^\/v(\d+)/, items);
      app.use(/^\/shop-[a-z]+/, items);
    },
    labels: {
      'GET /v1/i/1': '200 /v*/i/:id',
      'GET /v22/i/1': '200 /v*/i/:id',
      'GET /shop-ham/i/1': '200 /shop-ham/i/:id',
    },
  },
  {
    name: 'wildcards, expressions and optional parameters of Express 4 stay as written',
    major: 4,
    build: ({ app }) => {
      app.get('/files/*', answer);
      app.get('/n/:a(\\d+)', answer);
      app.get('/o/:a/:b?', answer);
      app.get('*', answer);
    },
    labels: {
      'GET /files/files/a': '200 /files/*',
      'GET /n/12': '200 /n/:a(\\d+)',
      'GET /o/1': '200 /o/:a/:b?',
      'GET /o/1/2': '200 /o/:a/:b?',
      'GET /n/x': '200 *',
    },
  },
  {
    name: 'wildcards and optional parameters of Express 5 stay as written',
    major: 5,
    build: ({ app }) => {
      app.get('/wild/{*splat}', answer);
      app.get('/o/:a{/:opt}', answer);
      app.get('/{*splat}', answer);
    },
    labels: {
      'GET /wild/wild': '200 /wild/{*splat}',
      'GET /wild/': '200 /wild/{*splat}',
      'GET /o/1': '200 /o/:a{/:opt}',
      'GET /o/1/2': '200 /o/:a{/:opt}',
      'GET /': '200 /{*splat}',
      'GET /x/y/z': '200 /{*splat}',
    },
  },
  {
    // An optional part that is left out is not seen: one series with it, one without.
    name: 'wildcard and optional mounts of Express 4',
    major: 4,
    build: ({ app, router }) => {
      const root = router((r) => r.get('/', answer));
      app.use('/w/*', root);
      app.use('/m/:name/*', root);
      app.use('/o/:a/x/:b?', root);
    },
    labels: {
      'GET /w/a/b': '200 /w/*',
      'GET /w/w/': '200 /w/*',
      'GET /m/a/b/a': '200 /m/:name/*',
      'GET /o/1/x/2': '200 /o/:a/x/:b',
      'GET /o/1/x': '200 /o/:a/x',
    },
  },
  {
    name: 'wildcard and optional mounts of Express 5',
    major: 5,
    build: ({ app, router }) => {
      const items = router((r) => r.get('/i/:id', answer).get('/', answer));
      app.use('/w/*rest', items);
      app.use('/o{/:opt}/x', items);
    },
    labels: {
      'GET /w/a/b': '200 /w/*rest',
      'GET /w/w/': '200 /w/*rest',
      'GET /o/1/x/i/2': '200 /o/:opt/x/i/:id',
      'GET /o/x/i/2': '200 /o/x/i/:id',
    },
  },
]);
