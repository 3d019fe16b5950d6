import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoSummary } from '../../example-app/demo-summary.ts';

test('the summary shows of each version what the client saw above what the monitor measured', () => {
  const counts = { requests: 3, rows: 4, right: 3 };
  const text = demoSummary({
    secondsTaken: 3.04,
    measured: new Map([['1', counts]]),
    report: {
      requests: 6,
      outcomes: { ok: 5, client_error: 1, server_error: 0, no_answer: 0 },
      versions: new Map([
        ['2', { requests: 2, rows: 2, right: 2 }],
        ['1', counts],
      ]),
      latenciesMilliseconds: [5, 1, 4, 2, 3],
    },
  });

  assert.equal(
    text,
    `
Summary of 3.0 s
  requests   6: 5 ok, 1 client_error, 0 server_error, 0 no_answer
  latency    p50 3.0 ms, p95 5.0 ms, seen by the client
  version 1  3 answers, accuracy 0.7500 (3 of 4 days) by the client, from answers and truth
             3 answers, accuracy 0.7500 (3 of 4 days) from /metrics, model_accuracy_sum / _count
  version 2  2 answers, accuracy 1.0000 (2 of 2 days) by the client, from answers and truth
             0 answers, accuracy unknown (0 of 0 days) from /metrics, model_accuracy_sum / _count`,
  );
});

test('the summary of no requests says that nothing is known', () => {
  const text = demoSummary({
    secondsTaken: 0.01,
    measured: new Map(),
    report: {
      requests: 0,
      outcomes: { ok: 0, client_error: 0, server_error: 0, no_answer: 0 },
      versions: new Map(),
      latenciesMilliseconds: [],
    },
  });

  assert.equal(
    text,
    `
Summary of 0.0 s
  requests   0: 0 ok, 0 client_error, 0 server_error, 0 no_answer
  latency    p50 unknown, p95 unknown, seen by the client`,
  );
});
