import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted } from '../../src/rules/counts.ts';
import { psiThreshold } from '../../src/rules/drift-figures.ts';
import { chiSquaredQuantile } from '../../src/statistics/chi-squared-quantile.ts';

const MOST_BINS = 1011;

/** The largest relative error over all numbers of bins. */
function errorOf(approximate: (degrees: number) => number): number {
  const errors = Array.from({ length: MOST_BINS - 1 }, (_, index) => {
    const degrees = index + 1;
    return Math.abs(approximate(degrees) / chiSquaredQuantile(0.999, degrees) - 1);
  });
  return Math.max(...errors);
}

test('the quantile in the threshold of psi is right to 0.027 % for up to 1,011 bins', () => {
  const text = psiThreshold(counted({ prefix: '', matchers: [], range: '10m' }));
  const numbers = Array.from(text.matchAll(/\b\d+\.\d{3,}/g), ([number]) => Number(number));
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = numbers;
  assert.equal(numbers.length, 5);
  assert.ok(errorOf((degrees) => (a + b * (degrees + 1 - c) ** d) ** e) < 0.000_27);
});

test('the cube of Wilson and Hilferty would be off by 3 %', () => {
  const z = 3.090_232_306_167_813;
  const cube = (degrees: number): number =>
    degrees * (1 - 2 / (9 * degrees) + z * Math.sqrt(2 / (9 * degrees))) ** 3;
  const error = errorOf(cube);
  assert.ok(error > 0.03 && error < 0.031, `is ${error}`);
});
