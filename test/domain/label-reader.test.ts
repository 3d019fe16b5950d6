import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { BoundedNames } from '../../src/domain/bounded-names.ts';
import type { LabelledRow } from '../../src/domain/label-counts.ts';
import { givenScores, LabelReader, saidBy } from '../../src/domain/label-reader.ts';
import type { Truth } from '../../src/domain/labelled-row.ts';
import type { ModelRules } from '../../src/domain/model-state.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import type { Meaning } from '../../src/domain/task.ts';
import { dropsOf, modelRules } from './model-rules.ts';

const CLASS = (name: string) => ({ kind: 'class', name }) as const;
const VALUE = (value: number) => ({ kind: 'value', value }) as const;

/** Reads one label after the other. */
function readerWith(rules: ModelRules) {
  const reader = new LabelReader(rules, new BoundedNames(5, () => {}));
  return (prediction: Prediction, meaning: Meaning, truth: Truth): LabelledRow | undefined =>
    reader.read({ prediction, meaning, truth });
}

test('a value is put beside the number that its truth is', () => {
  const read = readerWith(modelRules());
  const row = { accuracy: undefined, classes: undefined, scores: undefined };
  assert.deepEqual(read({ output: 2 }, VALUE(2), 3.5), { ...row, values: { truth: 3.5, output: 2 } });
  assert.deepEqual(read({ output: 2 }, VALUE(2), '3.5'), { ...row, values: { truth: 3.5, output: 2 } });
  assert.equal(read({ output: 2 }, VALUE(2), 'abc'), undefined);
  assert.equal(read({ output: 2 }, VALUE(2), true), undefined);
});

test('a class is right when its text is that of the truth', () => {
  const read = readerWith(modelRules());
  for (const [name, truth, accuracy] of [
    ['1', 1, 1],
    ['1', true, 0],
    ['true', true, 1],
    ['a', 'b', 0],
  ] as const) {
    assert.equal(read({ output: name }, CLASS(name), truth)?.accuracy, accuracy);
  }
});

test('an accuracy of the user is asked with the output as it was said', () => {
  const seen: unknown[] = [];
  const read = readerWith(
    modelRules({
      accuracy: (output, truth) => {
        seen.push([output, truth]);
        return undefined;
      },
    }),
  );
  assert.equal(read({ output: [[2]] }, VALUE(2), '3')?.accuracy, undefined);
  assert.equal(read({ output: [0.25, 0.75] }, CLASS('yes'), 'no')?.accuracy, undefined);
  assert.equal(read({ output: Float32Array.of(0.75) }, CLASS('yes'), 'no')?.accuracy, undefined);
  assert.deepEqual(seen, [
    [2, '3'],
    ['yes', 'no'],
    [0.75, 'no'],
  ]);
});

const TWO = { task: 'classification', classes: ['no', 'yes'] } as const;

const USED = [
  { output: 'yes', scores: [0.25, 0.75] },
  { output: 'yes', scores: { yes: 0.75, no: 0.25 } },
  { output: 'yes', scores: 0.75 },
  { output: [0.25, 0.75] },
  { output: Float32Array.of(0.25, 0.75) },
  { output: Float32Array.of(0.75) },
  { output: [[0.75]] },
  { output: 0.75 },
] as const;

for (const prediction of USED) {
  test(`the scores of ${inspect(prediction)} are held against the truth`, () => {
    const rules = modelRules(TWO);
    assert.deepEqual(readerWith(rules)(prediction, CLASS('yes'), 'no')?.scores, {
      scores: [0.25, 0.75],
      truth: 0,
      spokenOf: 1,
      score: 0.75,
      hit: 0,
    });
    assert.deepEqual(dropsOf(rules), {});
  });
}

const DROPPED: Readonly<Record<string, readonly [Prediction, Truth]>> = {
  'of more classes': [{ output: 'yes', scores: [0.25, 0.5, 0.25] }, 'yes'],
  'of other classes': [{ output: 'yes', scores: { yes: 0.75, perhaps: 0.25 } }, 'yes'],
  'that have none of the truth': [{ output: 'yes', scores: [0.25, 0.75] }, 'perhaps'],
  'that do not sum to 1': [{ output: 'yes', scores: [0.25, 0.25] }, 'yes'],
  'outside 0..1': [{ output: 'yes', scores: 1.25 }, 'yes'],
};

for (const [which, [prediction, truth]] of Object.entries(DROPPED)) {
  test(`scores ${which} are dropped and counted, the label stays`, () => {
    const rules = modelRules(TWO);
    const row = readerWith(rules)(prediction, CLASS('yes'), truth);
    assert.deepEqual([row?.accuracy, row?.scores], [truth === 'yes' ? 1 : 0, undefined]);
    assert.deepEqual(dropsOf(rules), { scores: 1 });
  });
}

test('without classes the first scores that can be used tell them, others are dropped', () => {
  const rules = modelRules();
  const read = readerWith(rules);
  const hasScores = (scores: Record<string, number>, truth: string): boolean =>
    read({ output: 'a', scores }, CLASS('a'), truth)?.scores !== undefined;
  assert.deepEqual(
    [
      hasScores({ x: 0.5, y: 0.5 }, 'a'),
      hasScores({ a: 0.5, b: 0.5 }, 'b'),
      hasScores({ b: 0.5, a: 0.5 }, 'a'),
      hasScores({ a: 0.5, c: 0.5 }, 'a'),
    ],
    [false, true, true, false],
  );
  assert.deepEqual(dropsOf(rules), { scores: 2 });
});

const GIVEN: readonly (readonly [Prediction, readonly string[], unknown])[] = [
  [{ output: 'a' }, [], undefined],
  [{ output: 3 }, [], undefined],
  [{ output: 0.5 }, ['no', 'yes'], 0.5],
  [{ output: 1 }, ['1', '2'], undefined],
  [{ output: 1, scores: null as never }, ['1', '2'], undefined],
  [{ output: '1', scores: 1 }, ['1', '2'], 1],
  [{ output: 0.5 }, ['a', 'b', 'c'], undefined],
  [{ output: 'a', scores: 0.5 }, ['a', 'b', 'c'], undefined],
  [{ output: 'a', scores: { a: 1 } }, [], { a: 1 }],
  [{ output: [[0.5, 0.5]] }, [], [0.5, 0.5]],
];

for (const [prediction, classes, scores] of GIVEN) {
  test(`${JSON.stringify(prediction)} of [${classes}] has scores: ${JSON.stringify(scores) ?? 'no'}`, () => {
    assert.deepEqual(givenScores(prediction, modelRules({ classes })), scores);
  });
}

test('what was said is one value; of a vector what it means', () => {
  assert.deepEqual(
    [[0.5], Float64Array.of(0.5), 'a', true, [0.5, 0.5], undefined].map((output) =>
      saidBy({ output }, CLASS('b')),
    ),
    [0.5, 0.5, 'a', true, 'b', 'b'],
  );
});
