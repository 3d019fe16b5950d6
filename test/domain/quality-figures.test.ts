import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Prediction } from '../../src/domain/prediction.ts';
import type { modelRules } from './model-rules.ts';
import { labelled, observedState } from './observed-state.ts';
import { type FigureValues, figuresByClass } from './state-figures.ts';

type Rules = Parameters<typeof modelRules>[0];

/** Every figure but the throughput, of a monitor that has just begun. */
function figuresAfter(
  predictions: readonly Prediction[],
  rules?: Rules,
): Readonly<Record<string, FigureValues>> {
  const { '': { throughput: _, ...whole } = {}, ...classes } = figuresByClass(
    observedState(predictions, rules),
  );
  return { '': whole, ...classes };
}

const RIGHT = { precision: 1, recall: 1, f1: 1 };
const NO_YES: Rules = { task: 'classification', classes: ['no', 'yes'] };

/** What can be told of a handful of labels; where a figure is 0/0 it is not there. */
const HANDFULS: Readonly<
  Record<string, readonly [readonly Prediction[], Rules, Readonly<Record<string, FigureValues>>]>
> = {
  'no prediction': [[], {}, { '': {} }],
  'predictions without labels': [[{ output: 'a' }, { output: 'b' }], {}, { '': {} }],
  'one label, right': [
    labelled('a/a'),
    {},
    { '': { accuracy: 1, balanced_accuracy: 1, ...RIGHT }, a: RIGHT },
  ],
  'one label, wrong': [
    labelled('a/b'),
    {},
    {
      '': { accuracy: 0, balanced_accuracy: 0, kappa: 0, recall: 0, f1: 0 },
      a: { precision: 0, f1: 0, specificity: 0 },
      b: { recall: 0, f1: 0 },
    },
  ],
  'one of two classes only, the positive one never': [
    labelled('no/no', 'no/no'),
    NO_YES,
    { '': { accuracy: 1, balanced_accuracy: 1, specificity: 1 }, no: RIGHT, yes: { specificity: 1 } },
  ],
  'the positive class only': [
    labelled('yes/yes'),
    NO_YES,
    { '': { accuracy: 1, balanced_accuracy: 1, ...RIGHT }, no: { specificity: 1 }, yes: RIGHT },
  ],
  'a positive class that was told but never seen': [
    labelled('no/no', 'no/no'),
    { task: 'classification', positiveClass: 'yes' },
    { '': { accuracy: 1, balanced_accuracy: 1, specificity: 1 }, no: RIGHT, yes: { specificity: 1 } },
  ],
  'a class that is never predicted': [
    labelled('a/a', 'b/b', 'a/c'),
    {},
    {
      '': {
        accuracy: 2 / 3,
        balanced_accuracy: 2 / 3,
        mcc: 3 / Math.sqrt(24),
        kappa: 0.5,
        precision: 0.75,
        recall: 2 / 3,
        f1: (2 / 3 + 1 + 0) / 3,
        specificity: (0.5 + 1 + 1) / 3,
      },
      a: { precision: 0.5, recall: 1, f1: 2 / 3, specificity: 0.5 },
      b: { ...RIGHT, specificity: 1 },
      c: { recall: 0, f1: 0, specificity: 1 },
    },
  ],
  'classes beyond the limit: what each class is against the rest, and how often all is right': [
    labelled('a/a', 'b/b', 'c/d', 'a/c', 'c/c'),
    { limits: { confusionClasses: 2 } },
    {
      '': { accuracy: 0.6 },
      a: { precision: 0.5, recall: 1, f1: 2 / 3, specificity: 0.75 },
      b: { ...RIGHT, specificity: 1 },
    },
  ],
  'two classes told of and others beyond the limit: the positive one still': [
    labelled('yes/yes', 'no/maybe'),
    { ...NO_YES, limits: { confusionClasses: 2 } },
    {
      '': { accuracy: 0.5, ...RIGHT, specificity: 1 },
      no: { precision: 0, f1: 0, specificity: 0.5 },
      yes: { ...RIGHT, specificity: 1 },
    },
  ],
  'a class without a name, which is the name of the whole': [
    labelled('/', 'a/'),
    {},
    {
      '': { accuracy: 0.5, balanced_accuracy: 0.5, kappa: 0, precision: 0, f1: 0, specificity: 0.5 },
      a: { precision: 0, f1: 0, specificity: 0.5 },
    },
  ],
  'one number': [
    [{ output: 1.5, truth: 2 }],
    {},
    { '': { mae: 0.5, mse: 0.25, rmse: 0.5, bias: -0.5, mape: 0.25, median_absolute_error: 0.5 } },
  ],
  'numbers whose truths are all 0': [
    [
      { output: 0.5, truth: 0 },
      { output: -0.5, truth: 0 },
    ],
    {},
    { '': { mae: 0.5, mse: 0.25, rmse: 0.5, bias: 0, median_absolute_error: 0.5 } },
  ],
};

for (const [which, [predictions, rules, expected]] of Object.entries(HANDFULS)) {
  test(`figures of ${which}`, () => {
    assert.deepEqual(figuresAfter(predictions, rules), expected);
  });
}
