import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Fault, Faults } from '../../src/domain/faults.ts';

test('every fault is counted by part and handed on', () => {
  const seen: Fault[] = [];
  const faults = new Faults((fault) => seen.push(fault));
  const error = new Error('broken');
  faults.report('log', error);
  assert.equal(
    faults.guard('model', 'fallback', () => {
      throw error;
    }),
    'fallback',
  );
  assert.equal(
    faults.guard('model', 'fallback', () => 'fine'),
    'fine',
  );
  assert.deepEqual(seen, [
    { part: 'log', error },
    { part: 'model', error },
  ]);
  assert.deepEqual(
    [faults.counts.get('log'), faults.counts.get('model'), faults.counts.get('truth')],
    [1, 1, 0],
  );
});

test('a handler that throws itself stops nothing', () => {
  const faults = new Faults(() => {
    throw new Error('handler');
  });
  faults.report('log', 'a text is an error too');
  assert.equal(faults.counts.get('log'), 1);
});

test('the default handler writes the first fault of each part and no more', (t) => {
  const written = t.mock.method(console, 'error', () => {});
  const faults = new Faults();
  for (const part of ['log', 'log', 'model', 'log'] as const) faults.report(part, 'x');
  assert.deepEqual(
    written.mock.calls.map(({ arguments: [line] }) => String(line).split(' (')[0]),
    ['express-model-monitor: fault in log', 'express-model-monitor: fault in model'],
  );
});
