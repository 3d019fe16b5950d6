import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OptionProblem } from '../../src/options/model-monitor-error.ts';
import { OptionReader } from '../../src/options/option-reader.ts';
import { parseSlo } from '../../src/options/parse-slo.ts';
import { bucketsOf } from '../../src/prometheus/catalogue.ts';

const BUCKETS = bucketsOf('prediction_latency_seconds');
const NONE = { latency: undefined, errors: undefined, accuracy: undefined };

function parsed(slo: unknown, buckets = BUCKETS): ReturnType<typeof parseSlo> {
  const problems: OptionProblem[] = [];
  const objectives = parseSlo(OptionReader.root({ slo }, problems), buckets);
  assert.deepEqual(problems, []);
  return objectives;
}

function problemsOf(slo: unknown, buckets = BUCKETS): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  parseSlo(OptionReader.root({ slo }, problems), buckets);
  return problems;
}

test('objectives are there as far as they are given', () => {
  assert.deepEqual(parsed(undefined), NONE);
  assert.deepEqual(parsed({}), NONE);
  assert.deepEqual(parsed({ errors: { objective: 0.999 } }), { ...NONE, errors: { objective: 0.999 } });
  assert.deepEqual(
    parsed({ latency: { objective: 0.99, threshold: '250ms' }, accuracy: { objective: 0.8 } }),
    {
      latency: { objective: 0.99, thresholdSeconds: 0.25 },
      errors: undefined,
      accuracy: { objective: 0.8 },
    },
  );
});

test('every bound of a bucket is a threshold, in whatever unit it is written', () => {
  for (const bound of BUCKETS) {
    for (const threshold of [bound, `${bound}s`, `${bound * 1000}ms`, `${bound / 60}m`]) {
      const { latency } = parsed({ latency: { objective: 0.9, threshold } });
      assert.deepEqual(latency, { objective: 0.9, thresholdSeconds: bound });
    }
  }
});

test('a threshold between two buckets is refused, and the nearest are named', () => {
  const messageFor = (threshold: unknown): string | undefined =>
    problemsOf({ latency: { objective: 0.9, threshold } }, [0.1, 0.25, 0.5])[0]?.message;
  assert.deepEqual(['300ms', 0.05, '2s'].map(messageFor), [
    'expected a bound of metrics.buckets, the nearest is 0.25 or 0.5, got 0.3 seconds',
    'expected a bound of metrics.buckets, the nearest is 0.1, got 0.05 seconds',
    'expected a bound of metrics.buckets, the nearest is 0.5, got 2 seconds',
  ]);
});

test('what is wrong is said once, and where', () => {
  const paths = problemsOf({
    latency: { objective: 99.9 },
    errors: 0.999,
    accuracy: { objectives: 0.9 },
    latencies: {},
  });
  assert.deepEqual(paths, [
    {
      path: 'slo.latency.objective',
      message: 'expected a share above 0 and below 1, such as 0.999, got 99.9',
    },
    {
      path: 'slo.latency.threshold',
      message:
        'expected a duration above 0: a number of seconds, or a string like "500ms", "10s", "5m", "24h", "7d", got none',
    },
    { path: 'slo.errors', message: 'expected an object such as { objective: 0.999 }, got 0.999' },
    {
      path: 'slo.accuracy.objective',
      message: 'expected a share above 0 and below 1, such as 0.999, got none',
    },
    { path: 'slo.accuracy.objectives', message: 'unknown option; did you mean objective?' },
    { path: 'slo.latencies', message: 'unknown option; did you mean latency?' },
  ]);
});
