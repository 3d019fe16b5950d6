import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InputRow } from '../../src/cli/table-columns.ts';
import { TruthJoin } from '../../src/cli/truth-join.ts';

function row(output: string, truth?: string): InputRow {
  return { features: { size: 1 }, output, scores: undefined, truth };
}

/** A join, and the outputs and truths that it has handed on. */
function collecting(mostValues?: number): { readonly join: TruthJoin; readonly taken: string[] } {
  const taken: string[] = [];
  const take = ({ output, truth }: InputRow): void => {
    taken.push(`${output}:${truth ?? '?'}`);
  };
  return { join: new TruthJoin(take, mostValues), taken };
}

test('a row is handed on with its truth, or without one at the end', () => {
  const { join, taken } = collecting();
  join.add('a', row('a'));
  join.add('b', row('b', 'known'));
  join.add('c', row('c'));
  assert.deepEqual(taken, ['b:known']);
  join.label('c', 'late');
  join.finish();
  assert.deepEqual(taken, ['b:known', 'c:late', 'a:?']);
  assert.equal(join.unknown, 0);
});

test('a truth for no row that waits is counted', () => {
  const { join, taken } = collecting();
  join.add('a', row('a'));
  join.label('a', 'right');
  join.label('a', 'again');
  join.label('b', 'none');
  assert.deepEqual(taken, ['a:right']);
  assert.equal(join.unknown, 2);
});

test('an id used again stands for the new row', () => {
  const { join, taken } = collecting();
  join.add('a', row('old'));
  join.add('a', row('new'));
  join.label('a', 'right');
  join.finish();
  assert.deepEqual(taken, ['old:?', 'new:right']);
});

test('of too many rows the oldest no longer wait', () => {
  const { join, taken } = collecting(3 * 13);
  for (const id of ['a', 'b', 'c', 'd']) join.add(id, row(id));
  assert.deepEqual(taken, ['a:?']);
  join.label('a', 'too late');
  join.label('c', 'in time');
  for (const id of ['e', 'f']) join.add(id, row(id));
  assert.deepEqual(taken, ['a:?', 'c:in time', 'b:?']);
  assert.equal(join.unknown, 1);
  join.finish();
  assert.deepEqual(taken, ['a:?', 'c:in time', 'b:?', 'd:?', 'e:?', 'f:?']);
});
