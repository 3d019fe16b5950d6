import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AlertFacts, alertSummary } from '../../src/domain/alert-summary.ts';
import { alertRule } from './alert-rules.ts';

const WHOLE = { model: 'churn', version: '2', class: '', feature: '' };

function summaryOf(facts: Partial<AlertFacts>): string {
  return alertSummary({
    rule: alertRule(),
    subject: WHOLE,
    status: 'firing',
    value: 0.123456,
    bound: 0.8,
    n: 120,
    interval: undefined,
    ...facts,
  });
}

test('a figure is told of with its bound, what it rests on, and where it may truly lie', () => {
  const interval = { lower: 0.07654321, upper: 0.2 };
  assert.equal(summaryOf({}), 'accuracy of churn@2 is 0.1235, below 0.8 (n = 120)');
  assert.equal(
    summaryOf({ interval }),
    'accuracy of churn@2 is 0.1235, below 0.8 (n = 120, 95 % interval 0.07654 to 0.2)',
  );
  const confident = alertRule({ confidence: 0.999 });
  assert.match(summaryOf({ interval, rule: confident }), /99\.9 % interval/);
});

test('a class or a feature is named', () => {
  const above = alertRule({ metric: 'missing_rate', bound: { kind: 'above', value: 0.01 } });
  assert.equal(
    summaryOf({ subject: { ...WHOLE, class: 'leaves' }, rule: alertRule({ metric: 'recall' }) }),
    'recall of class leaves of churn@2 is 0.1235, below 0.8 (n = 120)',
  );
  assert.equal(
    summaryOf({ subject: { ...WHOLE, feature: 'age' }, rule: above, bound: 0.01 }),
    'missing_rate of feature age of churn@2 is 0.1235, above 0.01 (n = 120)',
  );
});

test('of drift the psi and its threshold are told', () => {
  const rule = alertRule({ metric: 'drift', bound: { kind: 'drifted' } });
  const subject = { ...WHOLE, feature: 'age' };
  assert.equal(
    summaryOf({ rule, subject, bound: 0.1 }),
    'psi of feature age of churn@2 is 0.1235, at or above 0.1 (n = 120)',
  );
});

test('what is over says so, and what cannot be told any more does too', () => {
  assert.equal(
    summaryOf({ status: 'resolved', value: 0.9 }),
    'accuracy of churn@2 is 0.9, no longer below 0.8 (n = 120)',
  );
  assert.equal(
    summaryOf({ status: 'resolved', value: undefined, n: 0 }),
    'accuracy of churn@2 cannot be told any more: it was below 0.8',
  );
});

test('very large and very small numbers stay short', () => {
  const shown = [1e21, 123_456_789, 1e-9, 0].map((value) => summaryOf({ value }).split(' ')[4]);
  assert.deepEqual(shown, ['1e+21,', '123500000,', '1e-9,', '0,']);
});
