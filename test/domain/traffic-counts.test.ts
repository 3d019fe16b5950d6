import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OUTCOMES } from '../../src/domain/request-record.ts';
import { TrafficCounts } from '../../src/domain/traffic-counts.ts';

function plain({ requests, failures, predictions, latencySeconds }: TrafficCounts): object {
  return { requests, failures, predictions, slowest: latencySeconds.quantile(1) };
}

test('server errors and aborts are failures, client errors are not', () => {
  const failures = OUTCOMES.filter((outcome) => {
    const traffic = new TrafficCounts();
    traffic.addRequest(outcome, 0.5);
    return traffic.failures === 1;
  });
  assert.deepEqual(failures, ['server_error', 'aborted']);
});

test('merging adds everything and leaves the other as it is', () => {
  const [merged, other] = [new TrafficCounts(), new TrafficCounts()];
  merged.addRequest('ok', 0.25);
  merged.predictions += 3;
  other.addRequest('aborted', 2);
  other.predictions += 4;
  merged.merge(other);
  assert.deepEqual(plain(merged), { requests: 2, failures: 1, predictions: 7, slowest: 2 });
  assert.deepEqual(plain(other), { requests: 1, failures: 1, predictions: 4, slowest: 2 });
});
