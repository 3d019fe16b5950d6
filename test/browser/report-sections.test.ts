import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DamageTally, Report } from '../../src/domain/report.ts';
import { dataQuality } from '../../src/page/browser/report/data-quality.ts';
import { readingNotes } from '../../src/page/browser/report/reading-notes.ts';
import { reportTitle } from '../../src/page/browser/report/report-page.ts';
import { staticReport } from '../../src/page/browser/report/static-report.ts';
import { worstTable } from '../../src/page/browser/report/worst-table.ts';
import { formatTimeOf } from '../../src/page/browser/text/format.ts';
import { EventReport } from '../../src/report/event-report.ts';
import { LabelTable } from '../../src/report/label-table.ts';
import { modelRules } from '../domain/model-rules.ts';
import { label, minuteMs, minuteText, prediction } from '../report/logged-events.ts';
import { rowsIn, textOf } from './view-text.ts';

const UNDAMAGED: DamageTally = { count: 0, first: [] };

function reportOf(damaged: DamageTally = UNDAMAGED): Report {
  const labels = new LabelTable();
  labels.add(label('stranger', 1));
  const span = { firstMs: minuteMs(0), lastMs: minuteMs(2) };
  const report = new EventReport({ rules: modelRules(), span, by: 'version', labels });
  report.add(prediction('a', 0));
  report.add(prediction('b', 1, { output: null, unread: 'shape' }));
  return report.finish({ files: ['events.jsonl'], damaged });
}

test('the title of a report names its models once each', () => {
  assert.equal(reportTitle(reportOf()), 'Model report: churn');
});

test('what was read is told with what could not be used', () => {
  assert.deepEqual(rowsIn(readingNotes(reportOf())).slice(1), [
    ['Lines about predictions Those of failed requests among them.', '2'],
    ['Lines about labels Those that came with their prediction are not among them.', '1'],
    ['Labels without a prediction It is not in these files, or had a label already.', '1'],
  ]);
  const first = [{ place: 'events.jsonl:7', reason: 'not JSON' }];
  const damaged = readingNotes(reportOf({ count: 3, first }));
  assert.deepEqual(rowsIn(damaged)[3], ['Damaged lines No events: passed over.', '3']);
  assert.match(textOf(damaged), /events\.jsonl:7 {2}not JSON and 2 more lines$/);
});

test('without a baseline only what could not be read is told of the data', () => {
  const [model] = reportOf().models;
  assert.equal(
    textOf(model && dataQuality(model)),
    '1 prediction could not be read: a shape did not fit its data. Without a baseline nothing can be said of missing and unusual values.',
  );
});

test('the worst predictions are said to be those they are', () => {
  const leads = [{ scores: { yes: 0.9, no: 0.1 } }, {}, { output: 3, truth: 4 }].map((given) => {
    const report = new EventReport({
      rules: modelRules(given.output === 3 ? { task: 'regression' } : {}),
      span: { firstMs: minuteMs(0), lastMs: minuteMs(2) },
      by: 'version',
      labels: new LabelTable(),
    });
    report.add(prediction('a', 0, { output: 'yes', truth: 'no', ...given }));
    const { html } = staticReport(report.finish({ files: ['events.jsonl'], damaged: UNDAMAGED }));
    return /The worst predictions<\/h3><p class="lead">([^<]*)/.exec(html)?.[1];
  });
  assert.deepEqual(leads, [
    'Wrong, and most sure of it: look at these first.',
    'Wrong, the earliest first: without scores nothing tells how sure the model was.',
    'Those with the largest error: what was said less the truth.',
  ]);
});

test('the worst predictions are told with score or error, and with their features in short', () => {
  const time = minuteText(61);
  const features = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`f${index}`, index / 2]));
  const classes = worstTable([
    { id: 'a', time, output: 'yes', truth: 'no', score: 0.97, features },
    { id: 'b', time, output: 'yes', truth: 'no', score: 0 },
    { id: 'c', time, output: 'yes', truth: true },
  ]);
  assert.deepEqual(rowsIn(classes), [
    ['Prediction', 'Said', 'Truth', 'Score of what was said', 'Features'],
    [
      ...['a 2 Mar 2026, 01:01 UTC', 'yes', 'no', '97.0 %'],
      'f0 0 · f1 0.5 · f2 1 · f3 1.5 · f4 2 · f5 2.5 · f6 3 · f7 3.5 · f8 4 · f9 4.5 · f10 5 · f11 5.5 · and 2 more',
    ],
    ['b 2 Mar 2026, 01:01 UTC', 'yes', 'no', '0 %', ''],
    ['c 2 Mar 2026, 01:01 UTC', 'yes', 'true', '', ''],
  ]);
  const numbers = worstTable([{ id: 'a', time, output: 3.5, truth: 12, error: -8.5 }]);
  assert.deepEqual(rowsIn(numbers)[1], ['a 2 Mar 2026, 01:01 UTC', '3.5', '12', '−8.5', '']);
});

test('times of a series have their dates when it is longer than a day', () => {
  const noon = new Date(2026, 0, 31, 12).getTime() / 1000;
  assert.equal(formatTimeOf(noon, [noon - 3600, noon]), '12:00:00');
  assert.equal(formatTimeOf(noon, [noon - 86_400, noon]), '31 Jan 2026, 12:00:00');
});
