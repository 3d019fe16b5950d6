import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { logGammaTerm, regularisedGamma } from '../../src/statistics/regularised-gamma.ts';
import { assertClose } from './assert-close.ts';

const shape = fc.double({ min: 0.1, max: 5000, noNaN: true });
/** Arguments around the shape, where neither tail is empty. */
const argument = fc.double({ min: 0.01, max: 3, noNaN: true });

test('both tails make 1', () => {
  fc.assert(
    fc.property(shape, argument, (a, factor) => {
      const { logLower, logUpper } = regularisedGamma(a, a * factor);
      assertClose(Math.exp(logLower) + Math.exp(logUpper), 1);
    }),
  );
});

test('with shape 1 it is the exponential distribution, also where a tail is tiny', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1e6, noNaN: true }), (x) => {
      const { logLower, logUpper } = regularisedGamma(1, x);
      assertClose([Math.exp(logLower), logUpper], [-Math.expm1(-x), -x]);
    }),
  );
});

test('a shape one larger takes away exactly one term', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 50, noNaN: true }), argument, (a, factor) => {
      const x = a * factor;
      const upper = (of: number): number => Math.exp(regularisedGamma(of, x).logUpper);
      assertClose(upper(a + 1), upper(a) + Math.exp(logGammaTerm(a, x)), 1e-11);
    }),
  );
});

test('nothing lies below 0', () => {
  const { logLower, logUpper } = regularisedGamma(2.5, 0);
  assert.deepEqual([Math.exp(logLower), Math.exp(logUpper)], [0, 1]);
});

test('a term is x^a e^-x / a! for whole a', () => {
  assertClose(
    [1, 2, 5, 12].map((a) => Math.exp(logGammaTerm(a, 3))),
    [1, 2, 5, 12].map((a) => {
      const factorial = Array.from({ length: a }, (_, index) => index + 1).reduce(
        (product, i) => product * i,
        1,
      );
      return (3 ** a * Math.exp(-3)) / factorial;
    }),
  );
});
