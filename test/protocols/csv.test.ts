import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { isUnread } from '../../src/domain/prediction.ts';
import { readCsv } from '../../src/protocols/csv.ts';

/** The records, or why there are none. */
function records(text: string, rowLimit = 1000): unknown {
  const read = readCsv(text, rowLimit);
  return isUnread(read) ? read : Array.from({ length: read.length }, (_, index) => read.at(index));
}

const CASES: readonly (readonly [name: string, text: string, expected: unknown])[] = [
  ['numbers', '1,-2.5,3e2\n', [[1, -2.5, 300]]],
  ['no newline at the end', '1,2', [[1, 2]]],
  [
    'newlines of Windows',
    '1,2\r\n3,4\r\n',
    [
      [1, 2],
      [3, 4],
    ],
  ],
  ['blank lines', '\n1\n\n\r\n2\n', [[1], [2]]],
  ['nothing', '', []],
  ['empty cells', '1,,\n', [[1, null, null]]],
  ['spaces around numbers', ' 1 , 2\n', [[1, 2]]],
  ['text', 'Ulm, an der Donau\n', [['Ulm', ' an der Donau']]],
  ['what pandas writes for no number', 'nan,NaN,inf,-inf\n', [[NaN, NaN, Infinity, -Infinity]]],
  ['numbers of other bases are text', '0x1F,0b1,0o7\n', [['0x1F', '0b1', '0o7']]],
  ['quoted cells', '"a","1"\n', [['a', 1]]],
  ['a comma in quotes', '"a,b",c\n', [['a,b', 'c']]],
  [
    'a newline in quotes',
    '"a\nb",c\nd,e\n',
    [
      ['a\nb', 'c'],
      ['d', 'e'],
    ],
  ],
  ['doubled quotes', '"say ""hi""",""""\n', [['say "hi"', '"']]],
  ['empty quotes are an empty cell', '"",1\n', [[null, 1]]],
  ['a quote that is not closed', '"a,1\n2,3\n', { unread: 'format' }],
  ['a quote inside a cell', 'a"b,"c"\n', { unread: 'format' }],
  ['text after a closing quote', '"a"b,"c"\n', { unread: 'format' }],
  ['three quotes', '"""\n', { unread: 'format' }],
  ['records of different length', '1,2\n3\n', { unread: 'shape' }],
];

for (const [name, text, expected] of CASES) {
  test(`CSV: ${name}`, () => assert.deepEqual(records(text), expected));
}

test('records beyond the limit are counted, and looked at no further', () => {
  assert.deepEqual(records('1\n"2\n2"\n3,"never" split\n', 1), [[1], undefined, undefined]);
});

test('random cells are read as csv-parse reads them', () => {
  const cell = fc.stringMatching(/^[a-f",\n\r ]*[a-f]$/);
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
  fc.assert(
    fc.property(table, (rows) => {
      const text = rows.map((row) => `${row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\n`);
      assert.deepEqual(records(text.join('')), parse(text.join('')));
    }),
  );
});

test('random text is read or refused, never thrown at', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^["',\n\r ax1.]*$/), (text) => {
      const read = readCsv(text, 10);
      assert.ok(isUnread(read) || read.length >= 0);
    }),
  );
});
