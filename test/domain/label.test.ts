import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLabel, resultOf } from '../../src/domain/label.ts';

for (const [given, label] of [
  [
    { id: 'a', truth: 'rain' },
    { id: 'a', truth: 'rain' },
  ],
  [
    { id: 'A.b_c:d@e-1', truth: 0 },
    { id: 'A.b_c:d@e-1', truth: 0 },
  ],
  [
    { id: 'a#0', truth: false },
    { id: 'a#0', truth: false },
  ],
  [
    { id: 'a#999999999', truth: '' },
    { id: 'a#999999999', truth: '' },
  ],
  [
    { id: 'x'.repeat(128), truth: [[1.5]] },
    { id: 'x'.repeat(128), truth: 1.5 },
  ],
  [
    { id: 'a', truth: 1, other: 2 },
    { id: 'a', truth: 1 },
  ],
] as const) {
  test(`${JSON.stringify(given).slice(0, 40)} is a label`, () => {
    assert.deepEqual(readLabel(given), label);
  });
}

const NO_OBJECT = 'a label is an object { "id", "truth" }';
const NO_ID = 'id has to be the id of a prediction, as its X-Prediction-Id said it';
const NO_TRUTH = 'truth has to be a class (text, true, false) or a finite number';

const WRONG: readonly (readonly [given: unknown, id: string, message: string])[] = [
  [null, '', NO_OBJECT],
  [undefined, '', NO_OBJECT],
  ['a', '', NO_OBJECT],
  [7, '', NO_OBJECT],
  [[], '', NO_ID],
  [{}, '', NO_ID],
  [{ id: 7, truth: 1 }, '', NO_ID],
  [{ id: '', truth: 1 }, '', NO_ID],
  [{ id: 'a b', truth: 1 }, 'a b', NO_ID],
  [{ id: 'ä', truth: 1 }, 'ä', NO_ID],
  [{ id: 'a#', truth: 1 }, 'a#', NO_ID],
  [{ id: '#1', truth: 1 }, '#1', NO_ID],
  [{ id: 'a#1#2', truth: 1 }, 'a#1#2', NO_ID],
  [{ id: 'a#-1', truth: 1 }, 'a#-1', NO_ID],
  [{ id: 'a#1234567890', truth: 1 }, 'a#1234567890', NO_ID],
  [{ id: 'x'.repeat(129), truth: 1 }, 'x'.repeat(129), NO_ID],
  [{ id: 'x'.repeat(5000), truth: 1 }, 'x'.repeat(160), NO_ID],
  [{ id: 'a' }, 'a', NO_TRUTH],
  [{ id: 'a', truth: null }, 'a', NO_TRUTH],
  [{ id: 'a', truth: [] }, 'a', NO_TRUTH],
  [{ id: 'a', truth: [1, 2] }, 'a', NO_TRUTH],
  [{ id: 'a', truth: Number.NaN }, 'a', NO_TRUTH],
  [{ id: 'a', truth: Number.POSITIVE_INFINITY }, 'a', NO_TRUTH],
];

for (const [given, id, message] of WRONG) {
  test(`${(JSON.stringify(given) ?? 'nothing').slice(0, 40)} is no label: ${message}`, () => {
    assert.deepEqual(readLabel(given), { id, result: 'invalid', message });
  });
}

test('a label that was not joined says what to do about it', () => {
  assert.deepEqual(resultOf('a', 'joined'), { id: 'a', result: 'joined' });
  for (const result of ['duplicate', 'unknown', 'expired', 'invalid'] as const) {
    const { message, ...rest } = resultOf('a', result);
    assert.deepEqual(rest, { id: 'a', result });
    assert.ok((message ?? '').length > 20);
  }
});
