import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoSummary } from '../../example-app/demo-summary.ts';

test('the summary shows what the client saw above what the monitor measured', () => {
  const counts = { requests: 3, rows: 4, right: 3 };
  const text = demoSummary({
    secondsTaken: 3.04,
    alerts: new Map([
      ['TemperatureDrifted of version 1', { fired: 1, resolved: 0 }],
      ['AccuracyFell of version 1', { fired: 2, resolved: 1 }],
    ]),
    measured: {
      versions: new Map([['1', counts]]),
      classes: [
        { version: '1', name: 'rain', precision: 0.75, recall: 1 },
        { version: '1', name: 'sun', precision: Number.NaN, recall: 0 },
      ],
      feedback: { joined: 4, duplicate: 2, pending: 1 },
    },
    report: {
      requests: 6,
      outcomes: { ok: 5, client_error: 1, server_error: 0, no_answer: 0 },
      versions: new Map([
        ['2', { requests: 2, rows: 2, right: 2 }],
        ['1', counts],
      ]),
      labels: { sent: 4, sentAgain: 2, never: 1 },
      latenciesMilliseconds: [5, 1, 4, 2, 3],
    },
  });

  assert.equal(
    text,
    `
Summary of 3.0 s
  requests   6: 5 ok, 1 client_error, 0 server_error, 0 no_answer
  latency    p50 3.0 ms, p95 5.0 ms, seen by the client
  labels     4 sent late, 2 sent again, 1 never sent, by the client
             4 joined, 2 duplicate, 1 pending, from /metrics, model_feedback_total, _pending
  version 1  3 answers, accuracy 0.7500 (3 of 4 labelled days) by the client, from answers and truth
             3 answers, accuracy 0.7500 (3 of 4 labelled days) from /metrics, model_accuracy_sum / _count
             rain: precision 0.7500, recall 1.0000 from /metrics, model_quality
             sun: precision unknown, recall 0.0000 from /metrics, model_quality
  version 2  2 answers, accuracy 1.0000 (2 of 2 labelled days) by the client, from answers and truth
             0 answers, accuracy unknown (0 of 0 labelled days) from /metrics, model_accuracy_sum / _count
  alerts     AccuracyFell of version 1: 2 fired, 1 resolved
             TemperatureDrifted of version 1: 1 fired, 0 resolved`,
  );
});

test('the summary of no requests says that nothing is known', () => {
  const text = demoSummary({
    secondsTaken: 0.01,
    alerts: new Map(),
    measured: { versions: new Map(), classes: [], feedback: { joined: 0, duplicate: 0, pending: 0 } },
    report: {
      requests: 0,
      outcomes: { ok: 0, client_error: 0, server_error: 0, no_answer: 0 },
      versions: new Map(),
      labels: { sent: 0, sentAgain: 0, never: 0 },
      latenciesMilliseconds: [],
    },
  });

  assert.equal(
    text,
    `
Summary of 0.0 s
  requests   0: 0 ok, 0 client_error, 0 server_error, 0 no_answer
  latency    p50 unknown, p95 unknown, seen by the client
  labels     0 sent late, 0 sent again, 0 never sent, by the client
             0 joined, 0 duplicate, 0 pending, from /metrics, model_feedback_total, _pending
  alerts     none`,
  );
});
