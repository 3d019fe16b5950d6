import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Request } from '../../src/express/http.ts';
import {
  matchDefaultRoutes,
  type PredictRoute,
  pathMatcher,
  predictRouteMatcher,
  type RoutesOption,
} from '../../src/express/predict-routes.ts';

const REQUEST = { method: 'POST', url: '/any' } as Request;

/** What each path says of itself: `model`, `model@version`, `''` for nothing, `undefined` for no predict path. */
function sayings(
  match: (path: string) => PredictRoute | undefined,
  paths: readonly string[],
): Record<string, string | undefined> {
  return Object.fromEntries(paths.map((path) => [path, sayingOf(match(path))]));
}

function sayingOf(route: PredictRoute | undefined): string | undefined {
  if (route === undefined) return undefined;
  return [route.model, route.version].filter((part) => part !== undefined).join('@');
}

function matches(routes: RoutesOption, path: string): boolean {
  return predictRouteMatcher(routes)(path, REQUEST) !== undefined;
}

test('the well-known predict paths are told, with the model and version they name', () => {
  const expected = {
    '/predict': '',
    '/api/v3/predict': '',
    '/PREDICT/': '',
    '/v1/models/predict': '',
    '/v1/models/weather:predict': 'weather',
    '/v1/models/weather:classify': 'weather',
    '/V1/Models/Weather:Regress/': 'Weather',
    '/v1/models/weather/versions/3:predict': 'weather@3',
    '/v1/models/weather/labels/stable:regress': 'weather@stable',
    '/v2/models/weather/infer': 'weather',
    '/v2/models/weather/infer/': 'weather',
    '/v2/models/weather/versions/3/infer': 'weather@3',
    '/invocations': '',
    '/Invocations/': '',
    '/predictions/weather': 'weather',
    '/predictions/weather/': 'weather',
    '/predictions/weather/2.0': 'weather@2.0',
    '/predictions/weather/2.0/': 'weather@2.0',
  };
  assert.deepEqual(sayings(matchDefaultRoutes, Object.keys(expected)), expected);
});

test('near misses are no predict paths', () => {
  const paths = [
    '/',
    '',
    '/predictor',
    '/predict/x',
    '/predict//',
    '/predicts',
    '/re-predict',
    '/x:predict',
    '/predict:x',
    '/v1/models/a:explain',
    '/v1/models/a:predicted',
    '/v1/models/:predict',
    '/v1/models/a/b:predict',
    '/v1/models/a/versions/:predict',
    '/v1/models/a/versions/1/labels/x:predict',
    '/api/v1/models/a:predict',
    '/v1/models/a',
    '/v2/models/a',
    '/v2/models/infer',
    '/v2/models/a/b/infer',
    '/v2/models/a/versions/infer',
    '/v2/models/a/infer/x',
    '/v2/models/a/infer_stream',
    '/invocations/x',
    '/api/invocations',
    '/invocation',
    '/predictions',
    '/predictions/',
    '/predictions//',
    '/predictions/a/1/x',
    '/api/predictions/a',
    '/metrics',
  ];
  assert.deepEqual(
    sayings(matchDefaultRoutes, paths),
    Object.fromEntries(paths.map((path) => [path, undefined])),
  );
});

test('names are decoded, and stay as they are when they cannot be', () => {
  const expected = {
    '/v1/models/my%20model/versions/%C3%A9:predict': 'my model@é',
    '/v1/models/a%3Ab:predict': 'a:b',
    '/v2/models/a%2Fb/infer': 'a/b',
    '/predictions/%E0%A4%A/1': '%E0%A4%A@1',
    '/predictions/$&/.*': '$&@.*',
  };
  assert.deepEqual(sayings(matchDefaultRoutes, Object.keys(expected)), expected);
});

test('a text pattern has segments by name and stars for anything, whatever the case or last slash', () => {
  const match = pathMatcher([
    '/score',
    '/m/:model/v/:version/',
    '/t/:model:go',
    '/files/*.json',
    '/a/*/z/:model*',
  ]);
  const expected = {
    '/score': '',
    '/Score/': '',
    '/score/x': undefined,
    '/xscore': undefined,
    '/m/weather/V/3': 'weather@3',
    '/m/we%20ather/v/3/': 'we ather@3',
    '/m/a/b/v/3': undefined,
    '/m//v/3': undefined,
    '/t/a:b:go': 'a:b',
    '/t/a:stop': undefined,
    '/files/a/b.json': '',
    '/files/ajson': undefined,
    '/a/b/c/z/weather/x': 'weather',
    '/a/z/weather': undefined,
  };
  assert.deepEqual(sayings(match, Object.keys(expected)), expected);
});

test('in a text pattern only :name and * are special, and a name may come twice', () => {
  assert.equal(matches('/a.b+(c)?{d}[e]|^$\\', '/a.b+(c)?{d}[e]|^$\\'), true);
  assert.equal(matches('/a.b', '/axb'), false);
  const match = pathMatcher(['/:model/:model/:1a/:id/:id', '/*/:model/*/:model']);
  const paths = ['/a/b/c/d/e', '/x/a/y/b', '/a'];
  assert.deepEqual(sayings(match, paths), { '/a/b/c/d/e': 'a', '/x/a/y/b': 'a', '/a': undefined });
});

test('stars match as if every place was tried', () => {
  const pieces = fc.array(fc.constantFrom('/a', '/b', '*', '/:x', '-a', 'a', ':b', '/:model'), {
    maxLength: 7,
  });
  const parts = fc.array(fc.constantFrom('/', 'a', 'b', '-', ':b', '/a'), { maxLength: 12 });
  fc.assert(
    fc.property(pieces, parts, (pattern, path) => {
      const text = `/${pattern.join('')}`.replace('//', '/');
      // A parameter right before a star is its whole segment.
      const source = text
        .replaceAll('*', '.*')
        .replace(/\/:\w+\.\*/g, '/[^/]+(?![^/]).*')
        .replace(/\/:\w+/g, '/[^/]+');
      const tryAll = new RegExp(`^${source.replace(/\/$/, '')}/?$`);
      const asked = `/${path.join('')}`;
      assert.equal(matches(text, asked), tryAll.test(asked), `${text} ${asked}`);
    }),
    { numRuns: 2000 },
  );
});

test('a RegExp matches as it is, also a global or sticky one every time, and may name the model', () => {
  const pattern = /\/SCORE\/(?<model>\w+)(?:@(?<version>\w+))?/gy;
  const match = pathMatcher([pattern]);
  const paths = ['/SCORE/weather@3', '/SCORE/weather', '/score/weather', '/x/SCORE/a'];
  const expected = {
    '/SCORE/weather@3': 'weather@3',
    '/SCORE/weather': 'weather',
    '/score/weather': undefined,
    '/x/SCORE/a': 'a',
  };
  assert.deepEqual([sayings(match, paths), sayings(match, paths)], [expected, expected]);
  assert.equal(pattern.lastIndex, 0);
});

test('of several patterns the first that matches says what it knows; they replace the defaults', () => {
  const match = predictRouteMatcher(['/score', /^\/s(?<version>c)/, '/:model']);
  const told = sayings((path) => match(path, REQUEST), ['/score', '/scores', '/weather', '/a/predict']);
  assert.deepEqual(told, { '/score': '', '/scores': 'c', '/weather': 'weather', '/a/predict': undefined });
  assert.equal(matches([], '/predict'), false);
});

test('a function is asked with the request', () => {
  const asked: Request[] = [];
  const match = predictRouteMatcher((req) => {
    asked.push(req);
    return req.method === 'POST';
  });
  assert.deepEqual(match('/anything', REQUEST), { model: undefined, version: undefined });
  assert.equal(match('/predict', { ...REQUEST, method: 'GET' } as Request), undefined);
  assert.equal(asked[0], REQUEST);
});

test('a hostile path of 10 kB costs less than a millisecond on every pattern', () => {
  const texts = ['/a*b*c*d', '/:a*b*c', '/*/x/:id/*/y', '/*a*a*a*a*b', '/m/:model:predict', '/:a/:b/:c-:d'];
  const matchers = [matchDefaultRoutes, ...texts.map((text) => pathMatcher([text]))];
  const starts = [
    '/',
    '/a',
    '/m/',
    '/v1/models/',
    '/v1/models/a/versions/',
    '/v2/models/',
    '/predictions/a/',
  ];
  const fillers = ['a', '/', '/a', 'ab', 'abc', 'x/', '%', ':', '-', '/predict', ':predict', '/versions/a'];
  const ends = ['', '!', '/', ':predict', '/infer', '%'];
  for (const match of matchers) {
    for (const start of starts) {
      for (const filler of fillers) {
        for (const end of ends) assertQuick(match, start + filler.repeat(10_000 / filler.length) + end);
      }
    }
  }
});

/** The quickest of some runs: the machine may be busy, and the first may compile. */
function assertQuick(match: (path: string) => unknown, path: string): void {
  let quickest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 5 && quickest > 0.2; run++) {
    const startedAt = performance.now();
    match(path);
    quickest = Math.min(quickest, performance.now() - startedAt);
  }
  assert.ok(quickest < 1, `${quickest} ms for ${path.slice(0, 40)}…`);
}
