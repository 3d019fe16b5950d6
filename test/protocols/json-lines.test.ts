import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUnread } from '../../src/domain/prediction.ts';
import { readJsonLines } from '../../src/protocols/json-lines.ts';

function values(text: string, rowLimit = 1000): unknown {
  const read = readJsonLines(text, rowLimit);
  return isUnread(read) ? read : Array.from({ length: read.length }, (_, index) => read.at(index));
}

test('a value per line, blank lines aside', () => {
  assert.deepEqual(values('{"a":1}\r\n\n [2] \n"x"'), [{ a: 1 }, [2], 'x']);
  assert.deepEqual(values(''), []);
});

test('lines beyond the limit are counted, not parsed', () => {
  assert.deepEqual(values('1\n2\n{]\n', 2), [1, 2, undefined]);
});

test('a line that is no JSON', () => {
  assert.deepEqual(values('1\nNaN\n'), { unread: 'not_json' });
});
