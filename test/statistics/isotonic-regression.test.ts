import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type IsotonicFit,
  isotonicRegression,
  isotonicValue,
} from '../../src/statistics/isotonic-regression.ts';
import { assertClose } from './assert-close.ts';
import { oracleCases } from './oracle.ts';

interface OracleCase {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly fitX: readonly number[];
  readonly fitY: readonly number[];
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** The fit as plain lists; there always is one of at least one point. */
function fitOf(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): { x: number[]; y: number[] } & { fit: IsotonicFit } {
  const fit = isotonicRegression(x, y);
  assert.ok(fit !== undefined);
  return { x: Array.from(fit.x), y: Array.from(fit.y), fit };
}

const points = fc
  .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((list) => ({ x: list.map(([x]) => x), y: list.map(([, y]) => y) }));

test('neighbours that fall are pooled at their mean', () => {
  const { x, y } = fitOf([1, 2, 3, 4, 5], [1, 3, 2, 4, 6]);
  assert.deepEqual({ x, y }, { x: [1, 2, 3, 4, 5], y: [1, 2.5, 2.5, 4, 6] });
});

test('the fit and its values equal those of scikit-learn', () => {
  const cases = oracleCases<OracleCase>('isotonic-regression');
  const found = cases.map((row) => {
    const { x: fitX, y: fitY, fit } = fitOf(row.x, row.y);
    return { ...row, fitX, fitY, values: row.at.map((x) => isotonicValue(fit, x)) };
  });
  assertClose(found, cases);
});

test('the fit rises, in x strictly, and keeps the mean of the points', () => {
  fc.assert(
    fc.property(points, ({ x, y }) => {
      const { x: fitX, y: fitY, fit } = fitOf(x, y);
      assert.ok(fitX.every((value, index) => index === 0 || value > (fitX[index - 1] ?? value)));
      assert.ok(fitY.every((value, index) => index === 0 || value >= (fitY[index - 1] ?? value)));
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      assert.ok(Math.abs(sum(x.map((value) => isotonicValue(fit, value))) - sum(y)) < 1e-9);
    }),
  );
});

test('fitting the fit changes nothing', () => {
  fc.assert(
    fc.property(points, ({ x, y }) => {
      const { x: fitX, y: fitY } = fitOf(x, y);
      const { x: againX, y: againY } = fitOf(fitX, fitY);
      assertClose({ x: againX, y: againY }, { x: fitX, y: fitY });
    }),
  );
});

test('no other rising line through the values of x is closer', () => {
  fc.assert(
    fc.property(
      points,
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 41, maxLength: 41 }),
      ({ x, y }, others) => {
        const { fit } = fitOf(x, y);
        const rising = others.toSorted((a, b) => a - b);
        const distanceOf = (line: (x: number) => number): number =>
          x.reduce((total, value, index) => total + ((y[index] ?? 0) - line(value)) ** 2, 0);
        assert.ok(
          distanceOf((value) => isotonicValue(fit, value)) <=
            distanceOf((value) => rising[value + 20] ?? 0) + 1e-9,
        );
      },
    ),
  );
});

test('the order of the points does not matter', () => {
  fc.assert(
    fc.property(points, ({ x, y }) => {
      const { fit: _, ...forwards } = fitOf(x, y);
      const { fit: __, ...backwards } = fitOf(x.toReversed(), y.toReversed());
      assertClose(backwards, forwards);
    }),
  );
});

test('outside the points the value is that of the nearest end, between them it lies on the line', () => {
  const { fit } = fitOf([0, 10], [1, 2]);
  assert.deepEqual(
    [-1e308, -1, 0, 2.5, 10, 11, Number.POSITIVE_INFINITY].map((x) => isotonicValue(fit, x)),
    [1, 1, 1, 1.25, 2, 2, 2],
  );
});

test('points with the same x count as one at their mean', () => {
  const { x, y } = fitOf([1, 1, 1, 2], [0, 1, 5, 4]);
  assert.deepEqual({ x, y }, { x: [1, 2], y: [2, 4] });
});

test('one point is a flat line, no point is none', () => {
  const { x, y, fit } = fitOf([3], [7]);
  assert.deepEqual({ x, y, value: isotonicValue(fit, -5) }, { x: [3], y: [7], value: 7 });
  assert.equal(isotonicRegression([], []), undefined);
});

test('what is not a list of points is refused', () => {
  assert.throws(() => isotonicRegression([1], [1, 2]), {
    name: 'RangeError',
    message: 'x has length 1, y has length 2',
  });
  assert.throws(() => isotonicRegression([1, Number.NaN], [1, 2]), {
    name: 'RangeError',
    message: 'x[1] is NaN, not a finite number',
  });
});
