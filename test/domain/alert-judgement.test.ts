import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { judge, nothingToJudge } from '../../src/domain/alert-judgement.ts';
import { emptyReading, type Reading } from '../../src/domain/alert-reading.ts';
import type { AlertBound, AlertRule } from '../../src/domain/alert-rule.ts';
import { Baseline } from '../../src/domain/baseline.ts';
import { estimatedAccuracyInterval } from '../../src/statistics/estimated-accuracy-interval.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { alertRule } from './alert-rules.ts';

const BELOW: AlertBound = { kind: 'below', value: 0.8 };
const ABOVE: AlertBound = { kind: 'above', value: 0.05 };

function share(hits: number, n: number): Reading {
  return { ...emptyReading(), value: hits / n, n, hits };
}

function figure(value: number, n = 100): Reading {
  return { ...emptyReading(), value, n };
}

function verdictOn(rule: AlertRule, reading: Reading, baseline?: Baseline): string {
  return judge(rule, reading, baseline).verdict;
}

test('a share is wrong only when its interval lies beyond the bound, and doubtful when it does itself', () => {
  // By hand: the interval lies beyond b when the share is more than 1.96 √(b (1 - b) / 100) away, 0.0784 and 0.0427.
  const below = alertRule({ bound: BELOW });
  const verdicts = [80, 79, 73, 72].map((hits) => verdictOn(below, share(hits, 100)));
  assert.deepEqual(verdicts, ['fine', 'doubtful', 'doubtful', 'wrong']);
  const above = alertRule({ bound: ABOVE });
  assert.deepEqual(
    [5, 6, 9, 10].map((hits) => verdictOn(above, share(hits, 100))),
    ['fine', 'doubtful', 'doubtful', 'wrong'],
  );
});

test('more confidence asks for more', () => {
  const confident = alertRule({ bound: BELOW, confidence: 0.999 });
  assert.deepEqual(
    [verdictOn(confident, share(71, 100)), verdictOn(confident, share(60, 100))],
    ['doubtful', 'wrong'],
  );
});

test('a share that is all or nothing can be wrong', () => {
  const rules = [
    alertRule({ bound: { kind: 'above', value: 0 } }),
    alertRule({ bound: { kind: 'below', value: 1 } }),
  ];
  assert.deepEqual(
    rules.map((rule) =>
      [share(0, 100), share(1, 100), share(99, 100), share(100, 100)].map((one) => verdictOn(rule, one)),
    ),
    [
      ['fine', 'wrong', 'wrong', 'wrong'],
      ['wrong', 'wrong', 'wrong', 'fine'],
    ],
  );
});

test('what is no share is wrong as soon as it is beyond its bound', () => {
  const rule = alertRule({ metric: 'mae', bound: { kind: 'above', value: 2 } });
  assert.deepEqual(
    [2, 2.0001, -1].map((value) => verdictOn(rule, figure(value))),
    ['fine', 'wrong', 'fine'],
  );
});

test('nothing is said of too few rows, nor without a value', () => {
  const rule = alertRule({ bound: BELOW });
  const readings = [share(0, 29), share(0, 30), emptyReading(), { ...emptyReading(), n: 1000 }];
  assert.deepEqual(
    readings.map((reading) => verdictOn(rule, reading)),
    ['unknown', 'wrong', 'unknown', 'unknown'],
  );
  const eager = alertRule({ metric: 'throughput', bound: BELOW, minCount: 0 });
  assert.equal(verdictOn(eager, figure(0, 0)), 'wrong');
});

test('an estimated accuracy has an interval too, made of its rows and those of the calibration', () => {
  const rule = alertRule({ metric: 'estimated_accuracy', bound: BELOW });
  const reading = (accuracy: number, n: number): Reading => ({
    ...figure(accuracy, n),
    calibrationRows: 200,
  });
  assert.deepEqual(
    [reading(0.75, 50), reading(0.75, 5000), reading(0.7, 5000)].map((one) => verdictOn(rule, one)),
    ['doubtful', 'doubtful', 'wrong'],
  );
  const { upper } = estimatedAccuracyInterval({ accuracy: 0.75, rows: 5000, calibrationRows: 200 }, 0.95);
  assert.ok(upper > 0.8 && upper < 0.81);
});

test('a feature has drifted from its own threshold on', () => {
  const rule = alertRule({ metric: 'drift', bound: { kind: 'drifted' } });
  const judged = [0.19, 0.2, 0.9].map((psi) => judge(rule, { ...figure(psi), threshold: 0.2 }, undefined));
  assert.deepEqual(
    judged.map(({ verdict, bound }) => [verdict, bound]),
    [
      ['fine', 0.2],
      ['wrong', 0.2],
      ['wrong', 0.2],
    ],
  );
  assert.equal(verdictOn(rule, figure(0.9)), 'unknown');
});

const NO_ROWS = Baseline.fromRows([], { createdAt: new Date(0) });

test('a baseline tells what a figure may fall below, by the same name whether measured or estimated', () => {
  const baseline: Baseline = { ...NO_ROWS, quality: { accuracy: 0.9, r2: 0.5 } };
  const bound: AlertBound = { kind: 'below_baseline', by: 0.05 };
  const bounds = (['accuracy', 'estimated_accuracy', 'r2', 'recall', 'estimated_f1'] as const).map(
    (metric) => judge(alertRule({ metric, bound }), figure(0.7), baseline).bound,
  );
  assert.deepEqual(bounds, [0.9 - 0.05, 0.9 - 0.05, 0.5 - 0.05, undefined, undefined]);
  const rule = alertRule({ bound });
  assert.deepEqual(
    [share(85, 100), share(84, 100), share(60, 100)].map((one) => verdictOn(rule, one, baseline)),
    ['fine', 'doubtful', 'wrong'],
  );
});

test('without the quality of a baseline there is not enough to compare with', () => {
  const rule = alertRule({ bound: { kind: 'below_baseline', by: 0.05 } });
  for (const baseline of [undefined, NO_ROWS, { ...NO_ROWS, quality: { mae: 1 } }]) {
    assert.deepEqual(judge(rule, share(0, 100), baseline), {
      verdict: 'unknown',
      reading: share(0, 100),
      bound: undefined,
    });
  }
});

test('of what is not there any more there is nothing to judge', () => {
  const reading = { class: 'a', feature: '', value: undefined, n: 0 };
  const subject = { model: 'm', version: '1', class: 'a', feature: '' };
  assert.deepEqual(nothingToJudge(subject), { verdict: 'unknown', reading, bound: undefined });
});

test('a verdict on a share is what the interval of Wilson says', () => {
  const counts = fc.nat({ max: 500 }).chain((n) => fc.tuple(fc.nat({ max: n }), fc.constant(n)));
  const bound = fc.constantFrom(0, 0.01, 0.2, 0.5, 0.9, 1);
  fc.assert(
    fc.property(counts, bound, fc.constantFrom('above', 'below'), ([hits, n], value, kind) => {
      const rule = alertRule({ bound: { kind, value }, minCount: 1 });
      const interval = wilsonInterval(hits, n, 0.95);
      const sign = kind === 'above' ? 1 : -1;
      const near = (kind === 'above' ? interval?.lower : interval?.upper) ?? Number.NaN;
      const expected = n === 0 ? 'unknown' : sign * (hits / n - value) <= 0 ? 'fine' : 'wrong';
      const isSure = expected !== 'wrong' || sign * (near - value) > 0;
      const reading = n === 0 ? emptyReading() : share(hits, n);
      assert.equal(verdictOn(rule, reading), isSure ? expected : 'doubtful');
    }),
  );
});
