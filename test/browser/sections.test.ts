import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binShares } from '../../src/page/browser/charts/bin-shares.ts';
import { shownTimes } from '../../src/page/browser/charts/time-axis.ts';
import { shownRange, type ValueAxis } from '../../src/page/browser/charts/value-axis.ts';
import { alertTable } from '../../src/page/browser/sections/alert-table.ts';
import { comparisons } from '../../src/page/browser/sections/comparisons.ts';
import { featureList } from '../../src/page/browser/sections/features.ts';
import { labels } from '../../src/page/browser/sections/labels.ts';
import { monitorHealth } from '../../src/page/browser/sections/monitor-health.ts';
import { overview } from '../../src/page/browser/sections/overview.ts';
import { unreadList } from '../../src/page/browser/sections/unread-list.ts';
import { alert, asked, distances, drift, feature, modelSnapshot, snapshot } from './snapshots.ts';
import { elementsIn, rowsIn, textOf } from './view-text.ts';

const NOBODY_CHOSE = { chosen: () => undefined, onToggle: () => undefined };

test('the overview of a classifier has accuracy with interval and n beside the estimate, marked as one', () => {
  const interval = { lower: 0.678, upper: 0.743 };
  const figures = [
    { metric: 'accuracy', class: '', value: 0.712, n: 652, interval },
    { metric: 'error_rate', class: '', value: 0.012, n: 816 },
    ...(['latency_p50', 'latency_p95', 'latency_p99'] as const).map((metric, place) => ({
      ...{ metric, class: '', value: 0.002 * (place + 1), n: 816 },
    })),
    { metric: 'throughput', class: '', value: 1.36, n: 816 },
  ] as const;
  const model = modelSnapshot({
    window: asked({ requests: 816, failures: 10, quality: figures }),
    drift: {
      ...drift(
        feature('wind', { verdict: 'drifted', threshold: 0.1, distances: distances(0.4) }),
        feature('rain'),
      ),
      estimate: { rows: 816, accuracy: 0.732, accuracyInterval: { lower: 0.68, upper: 0.78 } },
    },
  });
  const alerts = [alert('firing', { value: 0.712, bound: 0.79 })];
  const enabled = { baseline: true, feedback: true, alerts: true };
  const [, row] = rowsIn(overview(snapshot({ models: [model], alerts, enabled }), model));
  assert.deepEqual(row, [
    'weather   1',
    '▲ alert firing',
    '816 requests 1.36 predictions/s',
    '1.2 % 10 of 816',
    '2 · 4 · 6 ms n = 816',
    '71.2 % accuracy 67.8–74.3 %, n = 652',
    '≈ 73.2 % accuracy 68.0–78.0 %, n = 816',
    '1 drifted wind',
    '1 firing LowAccuracy',
  ]);
});

test('the overview of a regression has mean absolute error, root mean squared error and R² instead', () => {
  const model = modelSnapshot({ task: 'regression', figures: { mae: 2.31, rmse: 3.1, r2: 0.82 } });
  const [, row] = rowsIn(overview(snapshot({ models: [model] }), undefined));
  assert.deepEqual(row?.slice(5), [
    'MAE 2.31 RMSE 3.1 · R² 0.82 · n = 100',
    'not for numbers',
    'no baseline',
    'off',
  ]);
});

test('features stand by psi over threshold, those that cannot be judged last, and the first is unfolded when it drifted', () => {
  const drifted = (name: string, psi: number) =>
    feature(name, { verdict: 'drifted', threshold: 0.1, distances: distances(psi) });
  const features = [
    feature('calm', { threshold: 0.1, distances: distances(0.05) }),
    feature('few', { verdict: 'not_enough_rows', rows: 3 }),
    drifted('some', 0.2),
    drifted('least', 0.15),
    drifted('most', 2),
  ];
  const items = elementsIn(featureList(drift(...features), NOBODY_CHOSE), 'details');
  assert.deepEqual(
    items.map(({ properties }) => [properties['key'], properties['open']]),
    [
      ['most', true],
      ['some', false],
      ['least', false],
      ['calm', false],
      ['few', false],
    ],
  );
  assert.equal(textOf(elementsIn(items[2], 'summary')), 'least ◆ drifted PSI 0.15 drifted from 0.1 n = 100');
  assert.equal(textOf(elementsIn(items[4], 'summary')), 'few ○ not enough rows PSI – n = 3');
});

test('bins have names that people understand, and shares of all rows of their side', () => {
  const numeric = { bins: ['2.5', '7', '+Inf', '@missing', '@invalid'], range: { min: 0, max: 9 } };
  const shares = binShares({ ...numeric, baseline: [5, 3, 2, 0, 0], current: [0, 1, 2, 1, 0] });
  assert.deepEqual(
    shares.map(({ title, baseline, current }) => [title, baseline, current]),
    [
      ['up to 2.5', 0.5, 0],
      ['2.5 to 7', 0.3, 0.25],
      ['above 7', 0.2, 0.5],
      ['missing', 0, 0.25],
    ],
  );
  const categories = binShares({
    bins: ['a', '', '@other', '@unseen'],
    baseline: [1, 1, 0, 0],
    current: [0, 0, 0, 0],
  });
  assert.deepEqual(
    categories.map(({ title, current }) => [title, current]),
    [
      ['a', 0],
      ['(empty)', 0],
    ],
  );
});

test('the selected version is compared with the others from its own side', () => {
  const figure = {
    metric: 'accuracy',
    class: '',
    a: { value: 0.7, n: 100 },
    b: { value: 0.8, n: 200 },
    difference: -0.1,
    pValue: 0.004,
  } as const;
  const all = [{ model: 'weather', a: '1', b: '2', figures: [figure] }];
  const [heading, row] = rowsIn(comparisons(all, { model: 'weather', version: '2' }));
  assert.deepEqual(heading, ['Figure', 'Version 2', 'Version 1', 'Difference', 'By chance?']);
  assert.deepEqual(row, [
    'Accuracy',
    '80.0 % n = 200',
    '70.0 % n = 100',
    '+10.0 points',
    'Hardly: in fewer than 1 case of 100 p = 0.004',
  ]);
  assert.deepEqual(comparisons(all, { model: 'weather', version: '3' }), []);
  const clear = [{ model: 'weather', a: '1', b: '2', figures: [{ ...figure, pValue: 1e-9 }] }];
  const [, certain] = rowsIn(comparisons(clear, { model: 'weather', version: '2' }));
  assert.equal(certain?.at(-1), 'Hardly: in fewer than 1 case of 100 p < 0.001');
});

test('firing alerts have value, interval, bound, n and since; quiet rules are folded away', () => {
  const interval = { lower: 0.678, upper: 0.743 };
  const since = new Date(2026, 0, 2, 3, 4, 5);
  const loud = alert('firing', { value: 0.712, bound: 0.79, interval, since: since.toISOString() });
  const table = alertTable([loud, alert('ok', { rule: 'Calm' })], since);
  const [, firing] = rowsIn(table);
  assert.deepEqual(firing, [
    'LowAccuracy Accuracy · critical',
    '▲ firing',
    '71.2 % 67.8–74.3 %',
    'below 79.0 %',
    '100',
    '03:04:05',
  ]);
  assert.match(textOf(elementsIn(table, 'details')), /^1 rule quiet .* Calm/);
});

test('labels are told with their delay, and what is rare only when it happened', () => {
  const model = modelSnapshot({
    window: asked({ labels: 60 }),
    labelDelay: { n: 50, p50Seconds: 10, p95Seconds: 60 },
  });
  const feedback = { joined: 50, unknown: 0, duplicate: 2, invalid: 0, expired: 1, evicted: 0 };
  const rows = rowsIn(labels(model, snapshot({ feedback, pendingLabels: 12 })));
  assert.deepEqual(
    rows.map(([, count]) => count),
    ['Count', '60', '0', '≤ 10 s', '12', '50', '0', '2', '1'],
  );
});

test('a monitor in good health is not spoken of', () => {
  assert.equal(monitorHealth(snapshot()), undefined);
  const drops = [{ part: 'versions', reason: 'limit', count: 12 }] as const;
  const text = textOf(monitorHealth(snapshot({ faults: { feedback: 1 }, drops })));
  assert.match(text, /1 fault in feedback.*12 times versions left out \(limit\)/);
});

test('an axis shows at least so much that a small change looks small, and no share beyond 100 %', () => {
  const text = String;
  const share: ValueAxis = { format: text, tick: text, largest: 1, showsZero: false, leastSpan: 0.1 };
  const rounded = (range: readonly number[]) => range.map((end) => Math.round(1000 * end) / 1000);
  assert.deepEqual(rounded(shownRange(share, 0.5, 0.8)), [0.47, 0.83]);
  assert.deepEqual(rounded(shownRange(share, 0.5, 0.52)), [0.458, 0.562]);
  assert.deepEqual(rounded(shownRange(share, 0.99, 1)), [0.9, 1]);
  assert.deepEqual(rounded(shownRange({ ...share, showsZero: true, leastSpan: 0.02 }, 0, 0)), [0, 0.02]);
});

test('a single point in time stands in two minutes, not in years', () => {
  assert.deepEqual(shownTimes([1000]), [940, 1060]);
  assert.deepEqual(shownTimes([1000, 1018, 1036]), [1000, 1036]);
});

test('what could not be read is told with the reason in words', () => {
  const total = { predictions: 5, labels: 0, unread: { output: 1200, no_body: 1 } };
  assert.deepEqual(
    elementsIn(unreadList(modelSnapshot({ total })), 'li').map((item) => textOf(item)),
    [
      '1,200 predictions could not be read: the output was none of a model.',
      '1 prediction could not be read: there was no body.',
    ],
  );
  assert.equal(unreadList(modelSnapshot()), undefined);
});

test('names that are written from right to left do not move what stands beside them', () => {
  const model = modelSnapshot({ model: 'מודל', version: 'גרסה 2' });
  const [link] = elementsIn(overview(snapshot({ models: [model] }), model), 'a');
  assert.deepEqual(
    elementsIn(link, 'bdi').map((name) => textOf(name)),
    ['מודל', 'גרסה 2'],
  );
});
