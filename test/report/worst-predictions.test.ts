import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassScores } from '../../src/domain/class-scores.ts';
import type { Truth } from '../../src/domain/labelled-row.ts';
import { type JudgedPrediction, WorstPredictions } from '../../src/report/worst-predictions.ts';
import { minuteMs, minuteText } from './logged-events.ts';

function judged(id: string, name: string, truth: Truth, score?: number): JudgedPrediction {
  const scores: ClassScores | undefined =
    score === undefined ? undefined : { values: [1 - score, score], names: ['other', name], positive: 1 };
  return { id, timeMs: minuteMs(1), scores, meaning: { kind: 'class', name }, features: undefined, truth };
}

function value(id: string, output: number, truth: Truth): JudgedPrediction {
  const meaning = { kind: 'value', value: output } as const;
  return { id, timeMs: minuteMs(1), scores: undefined, meaning, features: { size: 1 }, truth };
}

function idsOf(worst: WorstPredictions): readonly string[] {
  return worst.list().map(({ id }) => id);
}

test('of a classification the wrong predictions that were most sure are kept, the surest first', () => {
  const worst = new WorstPredictions(3);
  const predictions = [
    judged('right', 'yes', 'yes', 0.99),
    judged('sure', 'yes', 'no', 0.9),
    judged('unsure', 'yes', 'no', 0.6),
    judged('surest', 'yes', 'no', 0.97),
    judged('as sure', 'yes', 'no', 0.9),
    judged('without scores', 'yes', 'no'),
  ];
  for (const prediction of predictions) worst.add(prediction, 'class');
  assert.deepEqual(idsOf(worst), ['surest', 'sure', 'as sure']);
  assert.deepEqual(worst.list()[0], {
    id: 'surest',
    time: minuteText(1),
    output: 'yes',
    truth: 'no',
    score: 0.97,
  });
});

test('classes are equal when their texts are', () => {
  const worst = new WorstPredictions(3);
  worst.add(judged('a', '1', 1), 'class');
  worst.add(judged('b', 'true', true), 'class');
  worst.add(judged('c', '2', 1), 'class');
  assert.deepEqual(worst.list(), [{ id: 'c', time: minuteText(1), output: '2', truth: 1 }]);
});

test('of a regression the largest errors are kept, to either side', () => {
  const worst = new WorstPredictions(2);
  const predictions = [
    value('exact', 3, 3),
    value('below', 1, 5),
    value('near', 3, 3.5),
    value('above', 9, '4'),
  ];
  for (const prediction of predictions) worst.add(prediction, 'value');
  assert.deepEqual(worst.list(), [
    { id: 'above', time: minuteText(1), output: 9, truth: '4', error: 5, features: { size: 1 } },
    { id: 'below', time: minuteText(1), output: 1, truth: 5, error: -4, features: { size: 1 } },
  ]);
});

test('whole numbers that turn out to be values are ranked again by their errors', () => {
  const worst = new WorstPredictions(3);
  worst.add(judged('small', '4', 5), 'class');
  worst.add(judged('large', '4', 40), 'class');
  worst.add(value('fraction', 4.5, 10), 'value');
  assert.deepEqual(
    worst.list().map(({ id, error }) => [id, error]),
    [
      ['large', -36],
      ['fraction', -5.5],
      ['small', -1],
    ],
  );
});

test('what is no number has no error', () => {
  const worst = new WorstPredictions(3);
  worst.add(value('text', 4, 'storm'), 'value');
  worst.add(judged('class', 'storm', 4), 'value');
  assert.deepEqual(worst.list(), []);
});
