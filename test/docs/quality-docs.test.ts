import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Registry } from 'prom-client';
import { QUALITY_METRICS } from '../../src/domain/quality-metrics.ts';
import {
  type ModelMonitor,
  type ModelMonitorOptions,
  modelMonitor,
  type Prediction,
} from '../../src/index.ts';
import { runPageProgram } from '../support/page-programs.ts';
import { codesIn, tableRowsOf } from '../support/page-tables.ts';
import { codeBlocksOf, codeBlockWith } from '../support/pages.ts';

const PAGE = 'docs/quality.md';

test('the page speaks of every figure there is, in its order', () => {
  const named = tableRowsOf(PAGE, '| figure | what it says | how | absent |').flatMap(([name = '']) =>
    codesIn(name),
  );
  assert.deepEqual(named, QUALITY_METRICS);
});

test('the program on the page prints what stands beneath it', async () => {
  const [stdout] = codeBlocksOf(PAGE, 'text');
  assert.deepEqual(await runPageProgram(codeBlockWith(PAGE, 'js', 'import')), { stdout, stderr: '' });
});

/** The options in a recipe of the page, with predictions and truths, and the accuracies they have to get. */
const ACCURACIES: readonly {
  readonly words: string;
  readonly labelled: readonly (readonly [prediction: Prediction, accuracy: number])[];
}[] = [
  {
    words: 'GRADES',
    labelled: [
      [{ output: 'good', truth: 'good' }, 1],
      [{ output: 'good', truth: 'excellent' }, 0.5],
      [{ output: 'good', truth: 'poor' }, 0],
      [{ output: 'excellent', truth: 'poor' }, 0],
    ],
  },
  {
    words: "task: 'regression'",
    labelled: [
      [{ output: 110, truth: 100 }, 1],
      [{ output: 89, truth: 100 }, 0],
      [{ output: -95.5, truth: -100 }, 1],
      [{ output: 0, truth: 0 }, 1],
    ],
  },
  {
    words: 'ANIMALS',
    labelled: [
      [{ output: [0.4, 0.3, 0.2, 0.1], truth: 'fox' }, 1],
      [{ output: [0.4, 0.3, 0.2, 0.1], truth: 'owl' }, 0],
      [{ output: 'cat', scores: [0.4, 0.3, 0.2, 0.1], truth: 'dog' }, 1],
      [{ output: [0.4, 0.3, 0.2, 0.1], truth: 'bear' }, 0],
    ],
  },
];

/** What a recipe of the page gives to `modelMonitor`. */
function optionsWith(words: string): ModelMonitorOptions {
  const recipe = codeBlockWith(PAGE, 'js', words);
  return new Function('modelMonitor', recipe.replace(/^modelMonitor\(/m, 'return modelMonitor('))(
    (options: ModelMonitorOptions) => options,
  );
}

function createMonitor(t: TestContext, options: ModelMonitorOptions): ModelMonitor {
  const metrics = { registry: new Registry(), defaultMetrics: false };
  const monitor = modelMonitor({ ...options, metrics, log: false, feedback: true });
  t.after(() => monitor.close());
  return monitor;
}

function accuracyOf(monitor: ModelMonitor): number | undefined {
  return monitor.snapshot().models[0]?.window.quality.find(({ metric }) => metric === 'accuracy')?.value;
}

for (const { words, labelled } of ACCURACIES) {
  test(`the recipe with ${words} grades labels, whether they come with the prediction or later`, async (t) => {
    const options = optionsWith(words);
    for (const [prediction, accuracy] of labelled) {
      const inline = createMonitor(t, options);
      inline.record(prediction);
      assert.equal(accuracyOf(inline), accuracy);

      const { truth, ...unlabelled } = prediction;
      const late = createMonitor(t, options);
      const [id = ''] = late.record(unlabelled);
      await late.label({ id, truth: truth as string | number });
      assert.equal(accuracyOf(late), accuracy);
    }
  });
}
