import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exemplarOf, newerExemplar } from '../../src/prometheus/exemplar.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';

function labelsFor(predictionId: string | undefined, traceId: string | undefined): unknown {
  return exemplarOf({ predictionId, traceId, seconds: 0.25, takenAtMs: 1_700_000_000_123 })?.labelSet;
}

test('a request becomes an exemplar in seconds', () => {
  const request = { predictionId: 'p-1', traceId: TRACE, seconds: 0.25, takenAtMs: 1_700_000_000_123 };
  assert.deepEqual(exemplarOf(request), {
    labelSet: { trace_id: TRACE, prediction_id: 'p-1' },
    value: 0.25,
    timestamp: 1_700_000_000.123,
  });
  assert.equal(exemplarOf(undefined), undefined);
});

test('names and values together have at most 128 characters; an id beyond that is left out whole', () => {
  const [fits, tooLong] = [
    'p'.repeat(128 - 'prediction_id'.length),
    'p'.repeat(129 - 'prediction_id'.length),
  ];
  assert.deepEqual(labelsFor(fits, undefined), { prediction_id: fits });
  assert.equal(labelsFor(tooLong, undefined), undefined);
  const beside = 128 - 'prediction_id'.length - 'trace_id'.length - TRACE.length;
  assert.deepEqual(labelsFor('p'.repeat(beside), TRACE), {
    trace_id: TRACE,
    prediction_id: 'p'.repeat(beside),
  });
  assert.deepEqual(labelsFor('p'.repeat(beside + 1), TRACE), { trace_id: TRACE });
});

test('a request without ids is no exemplar', () => {
  assert.equal(labelsFor(undefined, undefined), undefined);
});

test('of two exemplars the later one stays, and one without a time is the oldest', () => {
  const early = { labelSet: {}, value: 1, timestamp: 10 };
  const late = { labelSet: {}, value: 2, timestamp: 11 };
  const timeless = { labelSet: {}, value: 3 };
  assert.deepEqual(
    [
      newerExemplar(early, late),
      newerExemplar(late, early),
      newerExemplar(timeless, early),
      newerExemplar(undefined, early),
      newerExemplar(early, null),
    ],
    [late, late, early, early, early],
  );
});
