import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Registry } from 'prom-client';
import {
  Baseline,
  type ModelMonitor,
  type ModelMonitorOptions,
  modelMonitor,
  type Prediction,
} from '../../src/index.ts';
import { seriesOf } from '../support/metrics-text.ts';
import { SMALL_ROWS } from './small-baseline.ts';

const root = mkdtempSync(join(tmpdir(), 'learned-'));
after(() => rmSync(root, { recursive: true }));

/** A monitor that learns from three predictions, and what it has reported. */
interface Learning {
  readonly monitor: ModelMonitor;
  readonly faults: readonly string[];
  readonly file: string;
}

const LEARN = 3;

function learnInto(file: string, options: ModelMonitorOptions = {}): Learning {
  const faults: string[] = [];
  const monitor = modelMonitor({
    model: 'shop',
    baseline: { learn: LEARN, file },
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    onFault: ({ part, error }) => faults.push(`${part}: ${(error as NodeJS.ErrnoException).code ?? error}`),
    ...options,
  });
  return { monitor, faults, file };
}

/** A file in a folder of its own. */
function newFile(): string {
  return join(mkdtempSync(join(root, 'folder-')), 'baseline.json');
}

function rowsOf(version: string, count = LEARN): Prediction[] {
  return SMALL_ROWS.slice(0, count).map((row) => ({ ...row, version }));
}

/** Model versions in a file, each with the rows behind it, in order. */
function baselinesIn(file: string): string[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const baselines = Array.isArray(content) ? content : [content];
  return baselines
    .map(Baseline.read)
    .map(({ model, version, rows }) => `${model}@${version}: ${rows}`)
    .sort();
}

function stateOf({ monitor }: Learning, version: string): string | undefined {
  return monitor.snapshot().models.find((model) => model.version === version)?.drift?.baseline;
}

test('what was learned is in its file when the monitor has closed, and nothing else beside it', async () => {
  const { monitor, faults, file } = learnInto(newFile());
  monitor.record(rowsOf('1'));
  await monitor.close();
  assert.deepEqual(baselinesIn(file), ['shop@1: 3']);
  assert.deepEqual(readdirSync(join(file, '..')), ['baseline.json']);
  assert.deepEqual(faults, []);
});

test('the next monitor takes it up again and compares from its first prediction on', async () => {
  const first = learnInto(newFile());
  first.monitor.record(rowsOf('1'));
  await first.monitor.close();
  const second = learnInto(first.file);
  second.monitor.record(rowsOf('1', 1));
  assert.equal(stateOf(second, '1'), 'given');
  const series = seriesOf(await second.monitor.registry.metrics(), 'model_feature_values_total');
  assert.deepEqual(Object.values(series), [1, 1, 1]);
  await second.monitor.close();
  assert.deepEqual(baselinesIn(first.file), ['shop@1: 3']);
});

test('versions share one file, whichever monitor learned them', async () => {
  const first = learnInto(newFile());
  first.monitor.record([...rowsOf('1'), ...rowsOf('2')]);
  await first.monitor.close();
  const second = learnInto(first.file);
  second.monitor.record([...rowsOf('1'), ...rowsOf('2'), ...rowsOf('3')]);
  assert.deepEqual(
    ['1', '2', '3'].map((version) => stateOf(second, version)),
    ['given', 'given', 'learned'],
  );
  await second.monitor.close();
  assert.deepEqual(baselinesIn(first.file), ['shop@1: 3', 'shop@2: 3', 'shop@3: 3']);
});

test('what is learned of the same version later takes its place', async () => {
  const file = newFile();
  const monitors = [learnInto(file), learnInto(file, { baseline: { learn: 5, file } })];
  for (const { monitor } of monitors) {
    monitor.record(rowsOf('1', 5));
    await monitor.close();
  }
  assert.deepEqual(baselinesIn(file), ['shop@1: 5']);
});

test('a monitor that closes before it has learned enough writes nothing', async () => {
  const { monitor, file } = learnInto(newFile());
  monitor.record(rowsOf('1', 2));
  await monitor.close();
  assert.deepEqual(readdirSync(join(file, '..')), []);
});

test('monitors that write at the same time leave a whole file', async () => {
  const file = newFile();
  const learning = ['1', '2', '3', '4', '5'].map((version) => ({ ...learnInto(file), version }));
  for (const { monitor, version } of learning) monitor.record(rowsOf(version));
  await Promise.all(learning.map(({ monitor }) => monitor.close()));
  assert.ok(baselinesIn(file).length >= 1);
  assert.deepEqual(readdirSync(join(file, '..')), ['baseline.json']);
  assert.deepEqual(
    learning.flatMap(({ faults }) => faults),
    [],
  );
});

test('a file that cannot be written is one fault, and the baseline is used all the same', async () => {
  const learning = learnInto(join(root, 'no', 'such', 'folder.json'));
  learning.monitor.record([...rowsOf('1'), ...rowsOf('1', 1)]);
  assert.equal(stateOf(learning, '1'), 'learned');
  await learning.monitor.close();
  assert.deepEqual(learning.faults, ['baseline: ENOENT']);
  assert.deepEqual(seriesOf(await learning.monitor.registry.metrics(), 'model_monitor_faults_total'), {
    '{part="baseline"}': 1,
  });
});

test('a file that somebody has damaged meanwhile is left as it is', async () => {
  const { monitor, faults, file } = learnInto(newFile());
  writeFileSync(file, '{"half": ');
  monitor.record(rowsOf('1'));
  await monitor.close();
  assert.equal(faults.length, 1);
  assert.match(faults[0] ?? '', /^baseline: SyntaxError/);
  assert.equal(readFileSync(file, 'utf8'), '{"half": ');
});

/** The task of a monitor after these outputs, the first ones learned from by another before it. */
async function taskAfterRestart(
  learned: readonly unknown[],
  later: unknown,
): Promise<[string | undefined, number]> {
  const asPredictions = (outputs: readonly unknown[]): Prediction[] =>
    outputs.map((output) => ({ features: { size: 1 }, output, version: '1' }));
  const first = learnInto(newFile());
  first.monitor.record(asPredictions(learned));
  await first.monitor.close();
  const { monitor } = learnInto(first.file);
  monitor.record(asPredictions([later]));
  const [model] = monitor.snapshot().models;
  await monitor.close();
  return [model?.task, model?.total.predictions ?? 0];
}

test('a regression whose first outputs were whole numbers stays one', async () => {
  assert.deepEqual(await taskAfterRestart([3, 7, 2.5], 1.25), ['regression', 1]);
});

test('whole numbers alone settle nothing: the next monitor finds out for itself', async () => {
  assert.deepEqual(await taskAfterRestart([3, 7, 2], 1.25), ['regression', 1]);
  assert.deepEqual(await taskAfterRestart([3, 7, 2], 7), ['auto', 1]);
});

test('texts settle on classes, also for the next monitor', async () => {
  assert.deepEqual(await taskAfterRestart(['no', 'yes', 'no'], 'yes'), ['classification', 1]);
  assert.deepEqual(await taskAfterRestart(['no', 'yes', 'no'], 1.25), ['classification', 0]);
});

test('scores by position are the same features for the next monitor: nobody told whose they are', async () => {
  const rows = rowsOf('1').map((row, index) => ({
    ...row,
    output: 'spam',
    scores: [1 - index / 4, index / 4],
  }));
  const first = learnInto(newFile());
  first.monitor.record([...rows, ...rows]);
  await first.monitor.close();
  const second = learnInto(first.file);
  second.monitor.record(rows);
  const pages = await Promise.all([first, second].map(({ monitor }) => monitor.registry.metrics()));
  const [ofFirst, ofSecond] = pages.map((page) => {
    const entries = Object.entries(seriesOf(page, 'model_feature_values_total'));
    return entries.filter(([series]) => series.includes('@score:'));
  });
  assert.equal(ofFirst?.length, 2 * LEARN);
  assert.deepEqual(ofSecond, ofFirst);
  await second.monitor.close();
});
