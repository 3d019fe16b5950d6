import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotificationCounts } from '../../src/domain/notification-counts.ts';

test('every notifier has all its results from the start, and those with one name share them', () => {
  const counts = new NotificationCounts(['webhook', 'log', 'webhook']);
  counts.count('webhook', 'sent');
  counts.count('webhook', 'dropped');
  counts.count('webhook', 'sent');
  counts.count('log', 'failed');
  counts.count('stranger', 'sent');
  assert.deepEqual(
    Array.from(counts.entries(), ({ notifier, result, count }) => `${notifier} ${result} ${count}`),
    [
      'webhook sent 2',
      'webhook failed 0',
      'webhook dropped 1',
      'log sent 0',
      'log failed 1',
      'log dropped 0',
    ],
  );
});
