import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabelTable } from '../../src/report/label-table.ts';
import { label, minuteMs } from './logged-events.ts';

test('a label is found by its id, with its truth of any kind and its time', () => {
  const table = new LabelTable();
  const truths = ['yes', '', 'ja', 'yes', 0, -1.5, 1e300, true, false];
  for (const [index, truth] of truths.entries()) table.add(label(`row#${index}`, index, truth));
  assert.deepEqual(
    truths.map((_, index) => table.take(`row#${index}`)),
    truths.map((truth, index) => ({ truth, timeMs: minuteMs(index) })),
  );
  assert.deepEqual([table.count, table.unmatched, table.forgotten], [9, 0, 0]);
});

test('a label is given to one prediction, and of several labels of one id the first counts', () => {
  const table = new LabelTable();
  for (const truth of ['first', 'second']) table.add(label('a', 1, truth));
  assert.equal(table.take('b'), undefined);
  assert.equal(table.unmatched, 2);
  assert.equal(table.take('a')?.truth, 'first');
  assert.equal(table.take('a'), undefined);
  assert.deepEqual([table.count, table.unmatched], [2, 1]);
});

test('very many labels keep apart, those of taken ones too', () => {
  const table = new LabelTable();
  const ids = Array.from(
    { length: 50_000 },
    (_, index) => `request-${index % 25_000}#${Math.floor(index / 25_000)}`,
  );
  for (const [index, id] of ids.entries()) table.add(label(id, 0, index));
  const every = (step: number): number[] => Array.from(ids.keys()).filter((index) => index % step === 0);
  for (const index of every(2)) assert.equal(table.take(ids[index] ?? '')?.truth, index);
  for (const index of every(1))
    assert.equal(table.take(ids[index] ?? '')?.truth, index % 2 === 0 ? undefined : index);
  assert.equal(table.unmatched, 0);
});

test('labels beyond the limit are forgotten, and counted', () => {
  const table = new LabelTable({ labels: 3, texts: 2 });
  for (const [index, truth] of ['a', 'b', 'c', 'a', 7].entries()) table.add(label(`${index}`, 0, truth));
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((id) => table.take(`${id}`)?.truth),
    ['a', 'b', undefined, 'a', undefined],
  );
  assert.deepEqual([table.count, table.unmatched, table.forgotten], [5, 2, 2]);
});
