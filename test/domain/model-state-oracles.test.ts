import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ModelState } from '../../src/domain/model-state.ts';
import { pendingEntryOf } from '../../src/domain/pending-entry.ts';
import {
  type OracleStream,
  oracleStream,
  STREAM_NAMES,
  type StreamChunk,
  type StreamFigures,
  type StreamRow,
} from '../oracles/streams.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { seededRandom } from '../statistics/seeded-random.ts';
import { labelCounters } from './label-counters.ts';
import { modelRules } from './model-rules.ts';
import { figuresByClass } from './state-figures.ts';

/** What is summed is right to nine digits. */
const EXACT = 1e-9;
/** Up to this many different scores per class the area under the ROC curve is exact too. */
const FEW_SCORES = 512;
const WINDOW_SECONDS = 600;

/** A model version that has seen nothing yet, and a way to count rows of the stream and their labels. */
interface Run {
  readonly state: ModelState;
  readonly count: (rows: readonly StreamRow[]) => void;
}

function rulesOf({ classes = [], positiveClass }: OracleStream, now = () => 0) {
  const window = { windowSeconds: WINDOW_SECONDS, retentionSeconds: WINDOW_SECONDS, now };
  return modelRules({
    task: classes.length > 0 ? 'classification' : undefined,
    ...{ classes, positiveClass, window },
  });
}

const WAYS: Readonly<Record<string, (stream: OracleStream) => Run>> = {
  'labels with the prediction'(stream) {
    const state = new ModelState('m', '1', rulesOf(stream));
    return { state, count: (rows) => rows.forEach((row) => void state.observe(row)) };
  },

  'labels later, in another order, and what waited was JSON'(stream) {
    const rules = rulesOf(stream);
    const state = new ModelState('m', '1', rules);
    const random = seededRandom(7);
    const count = (rows: readonly StreamRow[]): void => {
      const waiting = rows.map(({ truth, ...unlabelled }) => {
        const prediction = { ...unlabelled, id: 'x' };
        const observation = state.observe(prediction);
        const entry = pendingEntryOf({ prediction, observation, state }, rules, 0);
        return { entry: JSON.parse(JSON.stringify(entry)), truth, place: random() };
      });
      for (const { entry, truth } of waiting.sort((a, b) => a.place - b.place)) {
        assert.equal(state.join(entry, truth, 60), true);
      }
    };
    return { state, count };
  },

  'over all slots of the window'(stream) {
    let clock = 0;
    const state = new ModelState(
      'm',
      '1',
      rulesOf(stream, () => clock),
    );
    const count = (rows: readonly StreamRow[]): void => {
      for (const row of rows) {
        state.observe(row);
        clock += (WINDOW_SECONDS - 1) / stream.rows.length;
      }
    };
    return { state, count };
  },
};

function assertFigures(state: ModelState, { upTo, expected }: StreamChunk): void {
  const { '': whole = {}, ...classes } = figuresByClass(state);
  const { throughput: _, roc_auc, median_absolute_error, ...exact } = whole;
  const {
    roc_auc: expectedArea = null,
    median_absolute_error: expectedMedian = null,
    ...expectedExact
  }: StreamFigures = expected.overall;
  assertClose(exact, expectedExact, EXACT);
  assertClose(classes, expected.classes ?? {}, EXACT);
  assertClose(median_absolute_error, expectedMedian, 0.005);
  if (upTo <= FEW_SCORES || roc_auc === undefined) assertClose(roc_auc, expectedArea, EXACT);
  else assert.ok(Math.abs(roc_auc - (expectedArea ?? Number.NaN)) <= 0.005, `after ${upTo}: ${roc_auc}`);
}

for (const name of STREAM_NAMES) {
  const stream = oracleStream(name);
  for (const [way, begin] of Object.entries(WAYS)) {
    test(`${name}, ${way}: every figure equals scikit-learn's, every counter the sums`, () => {
      const { state, count } = begin(stream);
      let from = 0;
      for (const chunk of stream.chunks) {
        count(stream.rows.slice(from, chunk.upTo));
        assertFigures(state, chunk);
        from = chunk.upTo;
      }
      assert.equal(state.task.name, stream.task);
      assertClose(labelCounters(state), stream.counters, EXACT);
    });
  }
}
