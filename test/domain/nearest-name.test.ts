import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestName } from '../../src/domain/nearest-name.ts';

const NAMES = ['model', 'metrics', 'classes', 'excludeRoutes', 'model-name', 'log', 'window', 'url', 'pid'];

function nearestOf(words: readonly string[]): (string | undefined)[] {
  return words.map((word) => nearestName(word, NAMES));
}

test('a letter too many, too few, wrong or swapped with its neighbour finds the name', () => {
  assert.deepEqual(nearestOf(['modell', 'metrcs', 'clasces', 'modle', 'lgo', 'urll', 'model_name']), [
    'model',
    'metrics',
    'classes',
    'model',
    'log',
    'url',
    'model-name',
  ]);
});

test('a long word may have a slip in every third letter', () => {
  assert.deepEqual(nearestOf(['exculdRoutez', 'exculdRoitezy', 'modulename']), [
    'excludeRoutes',
    undefined,
    'model-name',
  ]);
});

test('capital and small letters are the same', () => {
  assert.deepEqual(nearestOf(['Model', 'EXCLUDEROUTES', 'exclude_routes']), [
    'model',
    'excludeRoutes',
    'excludeRoutes',
  ]);
});

test('words before or behind a name do not hide it', () => {
  assert.deepEqual(nearestOf(['windowSeconds', 'logger', 'className', 'class', 'customMetrics']), [
    'window',
    'log',
    undefined,
    'classes',
    'metrics',
  ]);
});

test('of several near names the nearest is chosen, and of equally near ones the first', () => {
  assert.equal(nearestName('modelNames', NAMES), 'model-name');
  assert.equal(nearestName('cat', ['bat', 'hat']), 'bat');
});

test('another word finds none, however short or long', () => {
  assert.deepEqual(nearestOf(['8080', 'feedback', 'ip', 'm', '', 'x'.repeat(50), `x${'y'.repeat(1e6)}`]), [
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  assert.equal(nearestName('model', []), undefined);
});
