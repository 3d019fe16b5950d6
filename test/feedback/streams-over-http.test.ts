import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Snapshot } from '../../src/index.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import {
  type OracleStream,
  oracleStream,
  type StreamChunk,
  type StreamName,
  type StreamRow,
} from '../oracles/streams.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { samplesOf, seriesOf } from '../support/metrics-text.ts';
import { type FiguresByClass, labelCountersOn, qualityOn } from './model-page.ts';
import { StreamRun } from './stream-run.ts';
import { ANSWER_FORMS, StreamedModel } from './streamed-model.ts';

/** What is summed is right to nine digits; ranks to half a percent. */
const EXACT = 1e-9;
const NEARLY = 0.005;

const RUNS: readonly [stream: StreamName, form: keyof typeof ANSWER_FORMS][] = [
  ['breast-cancer', 'classes beside scores'],
  ['breast-cancer', 'vectors of scores'],
  ['breast-cancer', 'one probability'],
  ['digits', 'classes beside scores'],
  ['digits', 'vectors of scores'],
  ['weather', 'classes'],
  ['diabetes', 'numbers'],
  ['flights', 'numbers'],
];

function assertFigures(figures: FiguresByClass, { expected: { overall, classes = {} } }: StreamChunk): void {
  const { '': whole = {}, ...perClass } = figures;
  const { roc_auc: area, median_absolute_error: median, ...exact } = figuresOfLabels(whole);
  const { roc_auc: expectedArea = null, median_absolute_error: expectedMedian, ...expectedExact } = overall;
  assertClose(exact, expectedExact, EXACT);
  assertClose(perClass, classes, EXACT);
  assertClose(median, expectedMedian, NEARLY);
  if (area === undefined || expectedArea === null) assert.equal(area ?? null, expectedArea);
  else
    assert.ok(
      Math.abs((area ?? Number.NaN) - expectedArea) <= NEARLY,
      `roc_auc ${area}, not ${expectedArea}`,
    );
}

/** Without those that need no label. */
function figuresOfLabels(figures: FiguresByClass[string]): FiguresByClass[string] {
  const isOfService = (name: string): boolean => /^(error_rate|latency_p\d+|throughput)$/.test(name);
  return Object.fromEntries(Object.entries(figures).filter(([name]) => !isOfService(name)));
}

/** The page and the snapshot say the same, of so many labels. */
function assertSnapshot({ models: [model] }: Snapshot, page: FiguresByClass, labels: number): void {
  const figures: Record<string, Record<string, number>> = {};
  for (const { metric, class: name, value } of model?.window.quality ?? []) {
    figures[name] = { ...figures[name], [metric]: value };
  }
  const withoutRate = ({
    '': { throughput: _, ...whole } = {},
    ...classes
  }: FiguresByClass): FiguresByClass => ({
    '': whole,
    ...classes,
  });
  assert.deepEqual(withoutRate(figures), withoutRate(page));
  assert.deepEqual([model?.total.labels, model?.window.labels], [labels, labels]);
  const accuracy = model?.window.quality.find(({ metric }) => metric === 'accuracy');
  if (accuracy === undefined) return;
  const { value, n, interval } = accuracy;
  assert.deepEqual([n, interval], [labels, wilsonInterval(Math.round(value * labels), labels, 0.95)]);
}

function assertCounters(page: string, { counters, rows }: OracleStream, run: StreamRun): void {
  const predictedClasses = { ...counters.predictedClasses };
  for (const { output } of run.unlabelled) predictedClasses[output] = (predictedClasses[output] ?? 0) + 1;
  const expected = { ...counters, ...(counters.predictedClasses === undefined ? {} : { predictedClasses }) };
  assertClose(labelCountersOn(page, Object.keys(counters.totals)), expected, EXACT);
  const model = '{model_name="m",model_version="1"}';
  assert.deepEqual(seriesOf(page, 'model_predictions_total'), {
    [model]: rows.length + run.unlabelled.length,
  });
  assert.deepEqual(seriesOf(page, 'model_label_delay_seconds_count'), { [model]: rows.length });
  assert.deepEqual(seriesOf(page, 'model_feedback_total'), {
    '{result="joined"}': run.joined,
    '{result="duplicate"}': run.repeated,
  });
  assert.equal(samplesOf(page).get('model_feedback_pending'), run.unlabelled.length);
  assert.deepEqual(seriesOf(page, 'model_predictions_unread_total'), {});
  assert.deepEqual(seriesOf(page, 'model_monitor_dropped_total'), {});
}

for (const [name, form] of RUNS) {
  test(`figures of labels that come late equal scikit-learn's, chunk by chunk (${name} as ${form})`, async (t) => {
    const stream = oracleStream(name);
    const model = await StreamedModel.serve(t, stream, ANSWER_FORMS[form]);
    const run = new StreamRun(model);
    const ends = stream.chunks.map(({ upTo }) => upTo);
    const rowsOf = (chunk: number): readonly StreamRow[] =>
      stream.rows.slice(ends[chunk - 1] ?? 0, ends[chunk]);
    let page = '';
    let predicted = await run.predict(rowsOf(0));
    for (const [index, chunk] of stream.chunks.entries()) {
      // Predictions are a chunk ahead of the labels.
      const next = await run.predict(rowsOf(index + 1));
      await run.label(predicted);
      predicted = next;
      page = await model.scrape();
      assertFigures(qualityOn(page), chunk);
      assertSnapshot(model.monitor.snapshot(), qualityOn(page), chunk.upTo);
    }
    assertCounters(page, stream, run);
    assert.deepEqual(model.faults, []);
  });
}
