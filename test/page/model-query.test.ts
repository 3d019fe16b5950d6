import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelQuery } from '../../src/page/model-query.ts';

test('a query names a model, a version, both or none', () => {
  const asked: Readonly<Record<string, object>> = {
    '/api/snapshot': { model: undefined, version: undefined },
    '/api/snapshot?': { model: undefined, version: undefined },
    '/?model=weather': { model: 'weather', version: undefined },
    '/?version=2&model=a%20b%26c': { model: 'a b&c', version: '2' },
    '/?model=first&model=second&other=1': { model: 'first', version: undefined },
    '/?model=what?': { model: 'what?', version: undefined },
    '/?model=%E0%A4%A': { model: '\ufffd%A', version: undefined },
  };
  assert.deepEqual(
    Object.fromEntries(Object.keys(asked).map((target) => [target, modelQuery(target)])),
    asked,
  );
});
