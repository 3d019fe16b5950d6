import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Routes } from '../../src/domain/routes.ts';

function routesOf(limit: number): { routes: Routes; overflows: () => number } {
  let count = 0;
  return {
    routes: new Routes(limit, () => {
      count += 1;
    }),
    overflows: () => count,
  };
}

test('a template has one series, which can stand as a key', () => {
  const { routes } = routesOf(2);
  assert.equal(routes.seriesOf('/a'), routes.seriesOf('/a'));
});

test('templates beyond the limit share @other and are counted; @unmatched always has room', () => {
  const { routes, overflows } = routesOf(2);
  const seen = ['/a', '/b', '/c', '/d', '@unmatched', '/a'].map(
    (template) => routes.seriesOf(template).route,
  );
  assert.deepEqual(seen, ['/a', '/b', '@other', '@other', '@unmatched', '/a']);
  assert.equal(overflows(), 2);
});

test('values of own labels make series of their own, bounded like routes', () => {
  const { routes, overflows } = routesOf(2);
  assert.equal(routes.seriesWith('/a', ['eu']), routes.seriesWith('/a', ['eu']));
  assert.deepEqual(routes.seriesWith('/a', ['us\n']).customValues, ['us']);
  const beyond = ['x', 'y', 'z'].map((value) => routes.seriesWith('/a', [value]));
  assert.deepEqual(beyond[0], { route: '/a', customValues: ['@other'] });
  assert.equal(beyond[0], beyond[2]);
  assert.equal(overflows(), 3);
});
