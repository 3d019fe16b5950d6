import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LabelEvent, PredictionEvent } from '../../src/domain/event.ts';
import type { Report } from '../../src/domain/report.ts';
import { EventReport, type EventReportOptions } from '../../src/report/event-report.ts';
import { LabelTable } from '../../src/report/label-table.ts';
import { modelRules } from '../domain/model-rules.ts';
import { label, minuteMs, minuteText, prediction } from './logged-events.ts';

const READ = { files: ['events.jsonl'], damaged: { count: 0, first: [] } };
const DAY_MINUTES = 24 * 60;

/** The report of these events, which lie in the first so many minutes. */
function reportOf(
  events: readonly (PredictionEvent | LabelEvent)[],
  { minutes = 60, ...options }: Partial<EventReportOptions> & { readonly minutes?: number } = {},
): Report {
  const span = { firstMs: minuteMs(0), lastMs: minuteMs(minutes) };
  const labels = new LabelTable();
  const report = new EventReport({ rules: modelRules(), span, by: 'version', labels, ...options });
  for (const event of events) if (event.type === 'label') labels.add(event);
  for (const event of events) if (event.type === 'prediction') report.add(event);
  return report.finish(READ);
}

function figure({ models }: Pick<Report, 'models'>, metric: string): number | undefined {
  return models[0]?.window.quality.find((one) => one.metric === metric && one.class === '')?.value;
}

test('what was read, and what has no match, is told', () => {
  const report = reportOf([
    label('unknown', 0),
    prediction('a', 1),
    prediction('b', 2),
    label('a', 3),
    label('a', 4),
    prediction('failed', 5, { output: null, status: 500, outcome: 'server_error' }),
  ]);
  assert.deepEqual(report.events, {
    ...READ,
    predictions: 3,
    labels: 3,
    unmatchedLabels: 2,
    forgottenLabels: 0,
  });
  assert.deepEqual([report.from, report.to], [minuteText(0), minuteText(60)]);
});

test('members that are null are as good as absent', () => {
  const absent = { unread: null, scores: null, features: null, truth: null };
  const { models } = reportOf([
    JSON.parse(JSON.stringify({ ...prediction('a', 1), ...absent })),
    label('a', 2),
  ]);
  assert.deepEqual(models[0]?.total, { predictions: 1, labels: 1, unread: {} });
});

test('requests, failures, predictions and what could not be read are counted as a monitor counts them', () => {
  const report = reportOf([
    prediction('one', 1),
    prediction('three#0', 2),
    prediction('three#1', 2),
    prediction('three#2', 2, { output: null, unread: 'output' }),
    prediction('failed', 3, { output: null, status: 503, outcome: 'server_error' }),
    prediction('left', 4, { output: null, status: 499, outcome: 'aborted' }),
    prediction('refused', 5, { output: null, status: 400, outcome: 'client_error' }),
    prediction('unread', 6, { output: null, unread: 'not_json' }),
    prediction('recorded', 7, { route: null, status: null, outcome: null, latency_ms: null }),
  ]);
  const [model] = report.models;
  const { requests, failures, predictions, unread } = model?.window ?? {};
  assert.deepEqual([requests, failures, predictions, unread], [6, 2, 4, 2]);
  assert.deepEqual(model?.total, { predictions: 4, labels: 0, unread: { output: 1, not_json: 1 } });
  assert.deepEqual([model?.firstAskedAt, model?.lastAskedAt], [minuteText(1), minuteText(7)]);
  assert.equal(figure(report, 'error_rate'), 2 / 6);
  assert.ok(Math.abs((figure(report, 'latency_p50') ?? 0) - 0.004) < 0.0001);
});

test('a label counts when its prediction was made, however late it came', () => {
  const right = Array.from({ length: 4 }, (_, index) => prediction(`right-${index}`, 1));
  const wrong = Array.from({ length: 4 }, (_, index) => prediction(`wrong-${index}`, 50));
  const report = reportOf([
    ...right,
    ...wrong,
    ...wrong.map(({ id }) => label(id, 51, 'yes')),
    ...right.map(({ id }) => label(id, 59)),
  ]);
  const points = report.series.models[0]?.points.map(({ start, predictions, labels, figures }) => [
    start,
    predictions,
    labels,
    figures.find(({ metric }) => metric === 'accuracy')?.value,
  ]);
  assert.equal(report.series.slotSeconds, 60);
  assert.deepEqual(points, [
    [minuteText(1), 4, 4, 1],
    [minuteText(50), 4, 4, 0],
  ]);
  assert.equal(figure(report, 'accuracy'), 0.5);
  assert.deepEqual(report.models[0]?.labelDelay?.n, 8);
});

test('lines that are not in order lose nothing, and no point is shorter than nothing', () => {
  const minutes = [30, 10, 45, 0, 60, 59, 1, 30];
  const report = reportOf(minutes.map((minute, index) => prediction(`row-${index}`, minute)));
  const points = report.series.models[0]?.points ?? [];
  assert.deepEqual(
    points.map(({ start, predictions }) => [start, predictions]),
    [
      [minuteText(0), 1],
      [minuteText(1), 1],
      [minuteText(10), 1],
      [minuteText(30), 2],
      [minuteText(45), 1],
      [minuteText(59), 1],
      [minuteText(60), 1],
    ],
  );
  assert.ok(points.every(({ seconds }) => seconds >= 0));
});

test('days stand side by side when they are asked for, each with its own labels', () => {
  const events = [0, 1, 2].flatMap((day) =>
    [0, 1, 2, 3].flatMap((row) => {
      const id = `${day}-${row}`;
      const at = day * DAY_MINUTES + row;
      return [prediction(id, at), label(id, at + 2 * DAY_MINUTES, row < day ? 'yes' : 'no')];
    }),
  );
  const report = reportOf(events, { minutes: 5 * DAY_MINUTES, by: 'day' });
  assert.deepEqual(
    report.days?.map((day) => [day.date, day.models[0]?.window.labels, figure(day, 'accuracy')]),
    [
      ['2026-03-02', 4, 1],
      ['2026-03-03', 4, 0.75],
      ['2026-03-04', 4, 0.5],
    ],
  );
  assert.equal(figure(report, 'accuracy'), 0.75);
  assert.equal(reportOf(events, { minutes: 5 * DAY_MINUTES }).days, undefined);
});

test('versions are compared, and each has its worst predictions', () => {
  const rows = Array.from({ length: 20 }, (_, index) => {
    const model_version = index % 2 === 0 ? '1' : '2';
    const truth = index % 4 === 0 ? 'yes' : 'no';
    return prediction(`row-${index}`, index, { model_version, truth, features: { index } });
  });
  const { models, comparisons, worst } = reportOf(rows);
  assert.deepEqual(
    models.map(({ version }) => version),
    ['1', '2'],
  );
  assert.deepEqual(comparisons[0]?.figures.find(({ metric }) => metric === 'accuracy')?.difference, -0.5);
  assert.deepEqual(
    worst.map(({ version, predictions }) => [version, predictions.map(({ features }) => features)]),
    [['1', [0, 4, 8, 12, 16].map((index) => ({ index }))]],
  );
});

test('more versions than the limit share a place, and it is said', () => {
  const rules = modelRules({ limits: { versions: 2 } });
  const rows = ['1', '2', '3', '4'].map((model_version, index) =>
    prediction(`r${index}`, 1, { model_version }),
  );
  const { models, drops } = reportOf(rows, { rules });
  assert.deepEqual(
    models.map(({ version, total }) => [version, total.predictions]),
    [
      ['1', 1],
      ['2', 1],
      ['@other', 2],
    ],
  );
  assert.deepEqual(drops, [{ part: 'versions', reason: 'limit', count: 2 }]);
});
