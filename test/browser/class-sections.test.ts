import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classTable } from '../../src/page/browser/sections/class-table.ts';
import { confusionMatrix } from '../../src/page/browser/sections/confusion-matrix.ts';
import { asked, modelSnapshot } from './snapshots.ts';
import { elementsIn, rowsIn, textOf } from './view-text.ts';

test('a confusion matrix has counts, shares of each row, and marks what is right', () => {
  const matrix = confusionMatrix({
    classes: ['no', 'yes'],
    counts: [
      [3, 1],
      [0, 0],
    ],
  });
  assert.deepEqual(rowsIn(matrix), [
    ['Truth \\ predicted', 'no', 'yes'],
    ['no n = 4', '3 75.0 %', '1 25.0 %'],
    ['yes n = 0', '0 –', '0 –'],
  ]);
  assert.deepEqual(
    elementsIn(matrix, 'td').map(({ properties }) => properties['class']),
    ['numeric right', 'numeric', 'numeric', 'numeric right'],
  );
});

test('classes that share a name are not called right when they meet', () => {
  const matrix = confusionMatrix({
    classes: ['@other', 'yes'],
    counts: [
      [3, 0],
      [0, 2],
    ],
  });
  assert.deepEqual(
    elementsIn(matrix, 'td').map(({ properties }) => properties['class']),
    ['numeric', 'numeric', 'numeric', 'numeric right'],
  );
  assert.match(textOf(matrix), /@other is all classes beyond the limit/);
});

test('the weakest class stands first, and what cannot be said is left open', () => {
  const quality = [
    { metric: 'f1', class: 'a', value: 0.9, n: 10 },
    { metric: 'f1', class: 'b', value: 0.4, n: 5 },
    { metric: 'recall', class: 'b', value: 0.5, n: 4, interval: { lower: 0.15, upper: 0.85 } },
  ] as const;
  const rows = rowsIn(classTable(modelSnapshot({ window: asked({ quality }) })));
  assert.deepEqual(rows.slice(1), [
    ['b', '', '50.0 % 15.0–85.0 % n = 4', '40.0 % n = 5', ''],
    ['a', '', '', '90.0 % n = 10', ''],
  ]);
});
