import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AlertSnapshot } from '../../src/domain/alert-snapshot.ts';
import type { ModelSnapshot } from '../../src/domain/model-snapshot.ts';
import { versionStatus } from '../../src/page/browser/read/version-status.ts';
import { alert, asked, drift, feature, modelSnapshot } from './snapshots.ts';

function statusOf(given: Partial<ModelSnapshot>, ...alerts: readonly AlertSnapshot[]): string {
  const { level, text } = versionStatus(modelSnapshot(given), alerts);
  return `${level}: ${text}`;
}

const errors = { metric: 'error_rate', class: '', value: 0.2, n: 100 } as const;
const drifted = drift(feature('wind', { verdict: 'drifted' }));
const stable = drift(feature('wind'));

test('the worst that can be said of a version is its status', () => {
  const manyErrors = asked({ quality: [{ ...errors, interval: { lower: 0.13, upper: 0.29 } }] });
  assert.deepEqual(
    [
      statusOf({ window: manyErrors, drift: drifted }, alert('firing')),
      statusOf({ window: manyErrors, drift: drifted }, alert('pending')),
      statusOf({ window: asked(), drift: drifted }, alert('pending')),
      statusOf({ window: asked(), drift: stable }, alert('pending')),
    ],
    ['bad: alert firing', 'bad: many errors', 'warning: drifted', 'warning: alert pending'],
  );
});

test('a few errors that may be chance are not many', () => {
  const few = asked({ quality: [{ ...errors, n: 5, interval: { lower: 0.036, upper: 0.62 } }] });
  assert.equal(statusOf({ window: few }), 'unknown: not enough data');
});

test('all is well only where something was judged', () => {
  assert.deepEqual(
    [
      statusOf({}),
      statusOf({ window: asked() }),
      statusOf({ window: asked() }, alert('not_enough_data')),
      statusOf({ window: asked() }, alert('ok', { metric: 'error_rate' })),
      statusOf({ window: asked(), drift: { baseline: 'learning', rows: 5, of: 100 } }),
      statusOf({ window: asked() }, alert('ok')),
      statusOf({ window: asked(), drift: stable }),
      statusOf({ window: asked({ labels: 30 }) }),
    ],
    [
      'unknown: no traffic',
      'unknown: not enough data',
      'unknown: not enough data',
      'unknown: not enough data',
      'unknown: learning',
      'good: all well',
      'good: all well',
      'good: all well',
    ],
  );
});
