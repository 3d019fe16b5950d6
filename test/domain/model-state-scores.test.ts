import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { ModelState } from '../../src/domain/model-state.ts';
import { pendingEntryOf } from '../../src/domain/pending-entry.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { dropsOf, modelRules } from './model-rules.ts';
import { observedState } from './observed-state.ts';
import { figuresByClass } from './state-figures.ts';

type Rules = Parameters<typeof modelRules>[0];

const TWO = { task: 'classification', classes: ['no', 'yes'] } as const;

/** 0.3 for yes, in every form. */
const FORMS: readonly Prediction[] = [
  { output: [0.7, 0.3] },
  { output: [[0.7, 0.3]] },
  { output: Float64Array.of(0.7, 0.3) },
  { scores: [0.7, 0.3] },
  { scores: { yes: 0.3, no: 0.7 } },
];
const LONE_FORMS: readonly Prediction[] = [
  { output: 0.3 },
  { output: [[0.3]] },
  { output: Float64Array.of(0.3) },
  { scores: 0.3 },
];

function predictedBy(rules: Rules, predictions: readonly Prediction[]): readonly (string | undefined)[] {
  const state = new ModelState('m', '1', modelRules(rules));
  return predictions.map((prediction) => {
    const { meaning } = state.observe(prediction);
    return meaning?.kind === 'class' ? meaning.name : undefined;
  });
}

for (const [rules, ofVectors, ofLone] of [
  [{}, 'no', 'no'],
  [{ threshold: 0.3 }, 'yes', 'yes'],
  [{ threshold: 0.31 }, 'no', 'no'],
  [{ positiveClass: 'yes', threshold: 0.3 }, 'yes', 'yes'],
  [{ positiveClass: 'no', threshold: 0.3 }, 'no', 'no'],
  [{ positiveClass: 'no', threshold: 0.31 }, 'no', 'yes'],
  [{ positiveClass: 'no', threshold: 0.71 }, 'yes', 'yes'],
] as const) {
  test(`under ${JSON.stringify(rules)} every form of the same scores is the same class`, () => {
    const all = { ...TWO, ...rules };
    assert.deepEqual(
      predictedBy(all, FORMS),
      FORMS.map(() => ofVectors),
    );
    assert.deepEqual(
      predictedBy(all, LONE_FORMS),
      LONE_FORMS.map(() => ofLone),
    );
  });
}

const WITH_SCORES: readonly (readonly [Prediction, Rules, boolean])[] = [
  ...[...FORMS, ...LONE_FORMS].map((form) => [form, TWO, true] as const),
  [{ output: { a: 1 }, scores: { a: 0.5, b: 0.5 } }, {}, false],
  [{ output: 'a', scores: { a: 0.5, b: 0.5 } }, {}, true],
  [{ output: [0.5, 0.5] }, {}, true],
  [{ output: 'a' }, {}, false],
  [{ output: 'yes', scores: null as never }, TWO, false],
  [{ output: [[1.5]] }, {}, false],
  [{ output: Float32Array.of(1.5) }, {}, false],
  [{ output: 3 }, TWO, false],
];

for (const [prediction, rules, hasScores] of WITH_SCORES) {
  test(`${inspect(prediction)} of [${rules?.classes ?? ''}] came with ${hasScores ? '' : 'no '}scores`, () => {
    const state = observedState([prediction], rules);
    assert.equal(state.hasScores, hasScores);
  });
}

test('a process that only joins labels knows of their scores too', () => {
  for (const form of [...FORMS, ...LONE_FORMS]) {
    const rules = modelRules(TWO);
    const [here, there] = [new ModelState('m', '1', rules), new ModelState('m', '1', rules)];
    const prediction = { ...form, id: 'a' };
    const observation = there.observe(prediction);
    const entry = pendingEntryOf({ prediction, observation, state: there }, rules, 0);
    assert.ok(entry !== undefined && here.join(entry, 'no', 1));
    assert.deepEqual([here.hasScores, here.labels.scores.labels], [true, 1]);
  }
});

test('of a positive class that stands first the figures are its own, to the last digit of its score', () => {
  // Rounded: neither row sums to 1.
  const predictions = [
    { output: [0.3333, 0.6666], truth: 'no' },
    { output: [0.6665, 0.3334], truth: 'no' },
    { output: [0.2501, 0.75], truth: 'yes' },
  ];
  const { '': { log_loss, brier_score, roc_auc, calibration_error } = {} } = figuresByClass(
    observedState(predictions, { ...TWO, positiveClass: 'no' }),
  );
  assertClose(
    { log_loss, brier_score, roc_auc, calibration_error },
    {
      log_loss: -(Math.log(0.3333) + Math.log(0.6665) + Math.log(0.75)) / 3,
      brier_score: (0.6667 ** 2 + 0.3335 ** 2 + 0.2501 ** 2) / 3,
      roc_auc: 1,
      calibration_error: (0.6667 + 0.3335 + 0.2501) / 3,
    },
  );
});

for (const [rules, told] of [
  [TWO, ['yes']],
  [{ ...TWO, positiveClass: 'no' }, ['no']],
  [{ task: 'classification', classes: ['a', 'b', 'c'] }, ['a', 'b', 'c']],
] as const) {
  test(`scores are compared with what came true for ${told} of [${rules.classes}], from the start`, () => {
    const before = Array.from(observedState([], rules).calibration());
    assert.deepEqual(
      before,
      told.map((name) => ({ name, bins: undefined })),
    );
    const scores = Object.fromEntries(rules.classes.map((name) => [name, name === told[0] ? 1 : 0]));
    const after = observedState([{ output: told[0], scores, truth: told[0] }], rules).calibration();
    assert.deepEqual(
      Array.from(after, ({ name, bins }) => [name, bins?.hits[9]]),
      told.map((name, index) => [name, index === 0 ? 1 : undefined]),
    );
  });
}

test('scores of more classes than there are curves for have every figure but the area', () => {
  const classes = ['a', 'b', 'c', 'd'];
  const rules = modelRules({ task: 'classification', classes, limits: { confusionClasses: 2 } });
  const state = new ModelState('m', '1', rules);
  for (const truth of classes) state.observe({ output: [0.5, 0.25, 0.25, 0], truth });
  const { '': { accuracy, log_loss, brier_score, roc_auc, calibration_error } = {} } = figuresByClass(state);
  assertClose(
    { accuracy, log_loss, brier_score, roc_auc, calibration_error },
    {
      accuracy: 0.25,
      log_loss: -(Math.log(0.5) + 2 * Math.log(0.25) + Math.log(1e-15)) / 4,
      brier_score: (0.375 + 0.875 + 0.875 + 1.375) / 4,
      roc_auc: undefined,
      calibration_error: 0.25,
    },
  );
});

test('scores of other classes than the options name are dropped and counted, their labels are not', () => {
  const rules = modelRules(TWO);
  const state = new ModelState('m', '1', rules);
  for (const scores of [{ yes: 0.5, maybe: 0.5 }, [0.5, 0.25, 0.25], { no: 0.5, yes: 0.5 }]) {
    state.observe({ output: 'yes', scores, truth: 'yes' });
  }
  assert.deepEqual([state.labels.labels, state.labels.scores.labels, dropsOf(rules)], [3, 1, { scores: 2 }]);
});
