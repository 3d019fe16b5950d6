import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoSummary } from '../../example-app/demo-summary.ts';

test('the summary shows what the client saw beside what the monitor measured', () => {
  const text = demoSummary({
    secondsTaken: 3.04,
    measured: { labelled: 4, right: 3 },
    report: {
      requests: 5,
      outcomes: { ok: 4, client_error: 1, server_error: 0, no_answer: 0 },
      labelled: 4,
      right: 3,
      latenciesMilliseconds: [5, 1, 4, 2, 3],
    },
  });

  assert.equal(
    text,
    `
Summary of 3.0 s
  requests  5: 4 ok, 1 client_error, 0 server_error, 0 no_answer
  accuracy  0.7500 (3 of 4) by the client, from answers and truth
  accuracy  0.7500 (3 of 4) from /metrics, model_accuracy_sum / model_accuracy_count
  latency   p50 3.0 ms, p95 5.0 ms, seen by the client`,
  );
});

test('the summary of no requests says that nothing is known', () => {
  const text = demoSummary({
    secondsTaken: 0.01,
    measured: { labelled: 0, right: 0 },
    report: {
      requests: 0,
      outcomes: { ok: 0, client_error: 0, server_error: 0, no_answer: 0 },
      labelled: 0,
      right: 0,
      latenciesMilliseconds: [],
    },
  });

  assert.equal(
    text,
    `
Summary of 0.0 s
  requests  0: 0 ok, 0 client_error, 0 server_error, 0 no_answer
  accuracy  unknown (0 of 0) by the client, from answers and truth
  accuracy  unknown (0 of 0) from /metrics, model_accuracy_sum / model_accuracy_count
  latency   p50 unknown, p95 unknown, seen by the client`,
  );
});
