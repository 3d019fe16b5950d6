import fc from 'fast-check';
import type { Prediction } from '../../src/domain/prediction.ts';
import type { modelRules } from './model-rules.ts';

export type ChangedRules = NonNullable<Parameters<typeof modelRules>[0]>;

/** Rules of a kind of model, and predictions with their truths as such models make them. */
export interface ModelKind {
  readonly rules: ChangedRules;
  readonly prediction: fc.Arbitrary<Prediction>;
}

const probability = fc.integer({ min: 0, max: 64 }).map((part) => part / 64);
const quarter = fc.integer({ min: -400, max: 400 }).map((whole) => whole / 4);
const name = fc.constantFrom('no', 'yes', 'maybe', '7', '__proto__');

const ofTwo = fc
  .record({ p: probability, form: fc.nat({ max: 4 }), truth: fc.constantFrom('no', 'yes', 'maybe', true) })
  .map(({ p, form, truth }): Prediction => {
    const vector = [1 - p, p];
    const forms: readonly Prediction[] = [
      { output: vector },
      { output: Float64Array.from(vector) },
      { output: 'no', scores: { yes: p, no: 1 - p } },
      { output: p },
      { scores: p },
    ];
    return { ...forms[form], truth };
  });

const ofThree = fc
  .record({ first: fc.nat({ max: 32 }), second: fc.nat({ max: 32 }), truth: fc.nat({ max: 3 }) })
  .map(({ first, second, truth }): Prediction => {
    return { output: [first / 64, second / 64, 1 - (first + second) / 64], truth };
  });

/** Every kind of model whose task is known from the first prediction on. */
export const MODEL_KINDS: Readonly<Record<string, ModelKind>> = {
  'text classes': {
    rules: { task: 'classification' },
    prediction: fc.record({ output: name, truth: fc.oneof(name, fc.constantFrom(7, true)) }),
  },
  'two classes with scores': {
    rules: { task: 'classification', classes: ['no', 'yes'], positiveClass: 'no', threshold: 0.3 },
    prediction: ofTwo,
  },
  'three classes with scores, by position': { rules: { task: 'classification' }, prediction: ofThree },
  'a regression': {
    rules: { task: 'regression' },
    prediction: fc.record({ output: quarter, truth: fc.oneof(quarter, quarter.map(String)) }),
  },
  'a regression with an accuracy': {
    rules: {
      task: 'regression',
      accuracy: (output, truth) => 1 / (1 + Math.abs(Number(output) - Number(truth))),
    },
    prediction: fc.record({ output: quarter, truth: quarter }),
  },
};

const anything = fc.anything({
  withBigInt: true,
  withTypedArray: true,
  withDate: true,
  withNullPrototype: true,
});
const anyNumber = fc.oneof(fc.double(), fc.constantFrom(0, 1, 1e154, -1e308, 5e-324));

/** What a handler or a wire format could ever come up with. */
export const hostilePrediction: fc.Arbitrary<Prediction> = fc.oneof(
  ofTwo,
  ofThree,
  fc.record({ output: anyNumber, truth: anyNumber }),
  fc.record({ output: fc.oneof(name, anything), scores: anything, truth: fc.oneof(name, anything) }),
) as fc.Arbitrary<Prediction>;

/** Options in every combination that matters to figures. */
export const anyRules: fc.Arbitrary<ChangedRules> = fc.record({
  task: fc.constantFrom(undefined, 'classification', 'regression'),
  classes: fc.constantFrom([], ['no', 'yes'], ['no', 'maybe', 'yes']),
  positiveClass: fc.constantFrom(undefined, 'no'),
  threshold: fc.constantFrom(0.3, 0.5),
  accuracy: fc.constantFrom(undefined, (output: unknown) => (output === 'no' ? 0.1 : 0.7)),
  limits: fc.record({ classes: fc.constantFrom(2, 100), confusionClasses: fc.constantFrom(1, 2, 20) }),
});
