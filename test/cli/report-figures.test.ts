import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import type { Request, Response } from 'express';
import type { Report } from '../../src/domain/report.ts';
import { Baseline, type Label, type ModelMonitorOptions, type Prediction } from '../../src/index.ts';
import { ServedModel } from '../drift/served-model.ts';
import { shuffled } from '../feedback/shuffled.ts';
import { type OracleStream, oracleStream, STREAM_NAMES, type StreamRow } from '../oracles/streams.ts';
import { seededRandom } from '../statistics/seeded-random.ts';
import { folderOf, runCommand } from './command-run.ts';

const ROWS = 700;
const ROWS_OF_BASELINE = 300;
const ROWS_PER_REQUEST = [1, 2, 7, 1, 30];
/** Every so many requests the truth comes with the rows, the answer is no prediction, the model fails. */
const [INLINE, UNREAD, FAILED] = [7, 13, 17];
const UNLABELLED = 10;

type Models = Report['models'];

/** What a monitor and its event log can both tell; times, speeds and latencies to the microsecond are compared apart. */
function comparable(models: Models): unknown {
  return models.map(({ model, version, task, total, window, labelDelay, drift }) => {
    const { seconds: _, quality, ...counts } = window;
    const exact = quality.filter(({ metric }) => !metric.startsWith('latency') && metric !== 'throughput');
    return { model, version, task, total, window: { ...counts, quality: exact }, labelDelay, drift };
  });
}

/** Sums made in another order differ in their last digits. */
function rounded(value: unknown): unknown {
  const text = JSON.stringify(value, (_, one) =>
    typeof one === 'number' ? Number(one.toPrecision(10)) : one,
  );
  return JSON.parse(text);
}

function latenciesOf(models: Models): readonly number[] {
  return models.flatMap(({ window }) =>
    window.quality.filter(({ metric }) => metric.startsWith('latency')).map(({ value }) => value),
  );
}

/** Serves rows of a stream, in two versions, to whoever asks for them by their numbers. */
async function serveStream(
  t: TestContext,
  stream: OracleStream,
  options: ModelMonitorOptions,
): Promise<ServedModel> {
  return await ServedModel.serve(t, options, ({ body }: Request, res: Response) => {
    const { first, count, call }: { first: number; count: number; call: number } = body;
    if (call % FAILED === 0) return res.status(500).json({ error: 'out of order' });
    if (call % UNREAD === 0) return { weather: { tomorrow: 'fine' } };
    const isInline = call % INLINE === 0;
    const rows = stream.rows.slice(first, first + count);
    res.locals['prediction'] = rows.map((row) =>
      predictionOf(row, { isInline, version: String(1 + (call % 2)) }),
    );
    return { done: true };
  });
}

function predictionOf(
  { features, output, scores, truth }: StreamRow,
  { isInline, version }: { readonly isInline: boolean; readonly version: string },
): Prediction {
  return { features, output, scores, version, model: 'streamed', truth: isInline ? truth : undefined };
}

/** Asks for all rows, then labels most of those that were predicted. */
async function sendTraffic({ monitor, url }: ServedModel, { rows }: OracleStream): Promise<void> {
  const labels: Label[] = [];
  for (let [first, call] = [0, 1]; first < ROWS; call += 1) {
    const count = ROWS_PER_REQUEST[call % ROWS_PER_REQUEST.length] ?? 1;
    const answer = await fetch(`${url}/predict`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Prediction-Id': `call-${call}` },
      body: JSON.stringify({ first, count, call }),
    });
    await answer.arrayBuffer();
    for (const [index, { truth }] of rows.slice(first, first + count).entries())
      labels.push({ id: count === 1 ? `call-${call}` : `call-${call}#${index}`, truth });
    first += count;
  }
  const mixed = shuffled(labels, seededRandom(3));
  await monitor.label(mixed.filter((_, index) => index % UNLABELLED !== 0));
}

for (const name of STREAM_NAMES) {
  test(`a report of the event log has the figures of the monitor that wrote it: ${name}`, async (t) => {
    const stream = oracleStream(name);
    const path = folderOf(t);
    const baseline = Baseline.fromRows(stream.rows.slice(-ROWS_OF_BASELINE), {
      createdAt: new Date('2026-01-01'),
      classes: stream.classes,
    });
    writeFileSync(path('baseline.json'), JSON.stringify(baseline));
    const { positiveClass } = stream;
    const options = { window: '24h', baseline: path('baseline.json'), positiveClass } as const;
    writeFileSync(path('options.json'), JSON.stringify(options));
    const served = await serveStream(t, stream, {
      ...options,
      feedback: true,
      events: { file: path('events.jsonl'), features: true },
    });
    await sendTraffic(served, stream);
    const live = served.monitor.snapshot();
    await served.monitor.close();
    assert.deepEqual(served.faults, []);

    const arguments_ = [path('events.jsonl'), '--config', path('options.json'), '--json'];
    const { exitCode, stdout } = await runCommand('report', ...arguments_);
    assert.equal(exitCode, 0);
    const report: Report = JSON.parse(stdout);
    const told: typeof live = JSON.parse(JSON.stringify(live));
    assert.deepEqual(rounded(comparable(report.models)), rounded(comparable(told.models)));
    assert.deepEqual(rounded(report.comparisons), rounded(told.comparisons));
    const [latencies, liveLatencies] = [latenciesOf(report.models), latenciesOf(told.models)];
    assert.equal(latencies.length, liveLatencies.length);
    for (const [index, latency] of latencies.entries()) {
      const difference = Math.abs(latency - (liveLatencies[index] ?? 0));
      assert.ok(difference < 1e-6 + 0.011 * latency, `${latency} and ${liveLatencies[index]}`);
    }
  });
}
