import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestName } from '../../src/log/nearest-name.ts';

const NAMES = ['status', 'method', 'model-name', 'url'];

test('a slip of one or two letters finds its name', () => {
  assert.deepEqual(
    ['stauts', 'metod', 'model_name', 'modelname', 'urll', 'status'].map((slip) => nearestName(slip, NAMES)),
    ['status', 'method', 'model-name', 'model-name', 'url', 'status'],
  );
});

test('another word finds none', () => {
  assert.deepEqual(
    ['8080', 'referrer', 'x'.repeat(50)].map((word) => nearestName(word, NAMES)),
    [undefined, undefined, undefined],
  );
});
