import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberLast } from '../../src/domain/remember-last.ts';

test('a function that remembers is asked once for the same text in a row', () => {
  const asked: string[] = [];
  const length = rememberLast((text) => {
    asked.push(text);
    return text.length;
  });
  assert.deepEqual(['', '', 'ab', 'ab', 'abc', 'ab'].map(length), [0, 0, 2, 2, 3, 2]);
  assert.deepEqual(asked, ['', 'ab', 'abc', 'ab']);
});

test('nothing is remembered of a text that the function throws for', () => {
  let isBroken = true;
  const answer = rememberLast((text) => {
    if (isBroken) throw new Error(text);
    return text;
  });
  assert.throws(() => answer('a'), { message: 'a' });
  isBroken = false;
  assert.equal(answer('a'), 'a');
});
