import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelMonitorOptions } from '../../src/options/model-monitor-options.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';
import { KINDS } from './option-table.ts';

test('the retention is an hour, but no more than 36 windows and no less than one', () => {
  const windows: ModelMonitorOptions['window'][] = [undefined, '10m', '1h', '2h', '100s', '10s', 1];
  const seconds = windows.map((window) => {
    const { windowSeconds, retentionSeconds } = parseOptions({ window });
    return [windowSeconds, retentionSeconds];
  });
  assert.deepEqual(seconds, [
    [600, 3600],
    [600, 3600],
    [3600, 3600],
    [7200, 7200],
    [100, 3600],
    [10, 360],
    [1, 36],
  ]);
});

test('a retention that is given is taken over, as far as it goes', () => {
  for (const [window, retention, seconds] of [
    ['10m', '10m', 600],
    ['10m', '6h', 21_600],
    ['10s', '1h', 3600],
    ['1h', '36h', 129_600],
    [0.5, 18, 18],
  ] as const) {
    assert.equal(parseOptions({ window, retention }).retentionSeconds, seconds);
  }
});

test('a retention below one window, or of more than 360, is refused with what it may be', () => {
  const got = [
    { retention: '599s' },
    { retention: '61h' },
    { window: '5s', retention: '1h' },
    { window: '2h', retention: '1h' },
  ].map(problemsOf);
  const range = (least: number, most: number): string =>
    `expected 1 to 360 times the window, ${least} to ${most} seconds here, got`;
  assert.deepEqual(
    got,
    [
      `${range(600, 216_000)} 599 seconds`,
      `${range(600, 216_000)} 219600 seconds`,
      `${range(5, 1800)} 3600 seconds`,
      `${range(7200, 2_592_000)} 3600 seconds`,
    ].map((message) => [{ path: 'retention', message }]),
  );
});

test('a retention that is no duration is refused as such', () => {
  const expected =
    'expected a duration above 0: a number of seconds, or a string like "500ms", "10s", "5m", "24h", "7d", got';
  for (const [kind, retention] of KINDS) {
    const [problem, ...more] = problemsOf({ window: 1, retention });
    const isRight = kind === '1' || kind === '1.5';
    assert.deepEqual(problem, isRight ? undefined : { path: 'retention', message: `${expected} ${kind}` });
    assert.deepEqual(more, []);
  }
});

test('of a window that is wrong the retention is not held against it', () => {
  assert.deepEqual(
    problemsOf({ window: '1w', retention: '1h' }).map(({ path }) => path),
    ['window'],
  );
});
