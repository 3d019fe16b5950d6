import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weatherRows } from '../../example-app/weather-data.ts';
import type { Tree } from '../../example-app/weather-model.ts';
import { accuracyOn, predictWeather } from '../../example-app/weather-model.ts';

const trees: Tree[] = [
  ['precipitation', 0.5, 'sun', ['temp_max', 2, 'snow', 'rain']],
  ['wind', 1.5, 'fog', 'rain'],
  'rain',
];

test('the class most trees vote for is the label, and the shares of the votes are the scores', () => {
  const prediction = predictWeather(trees, { precipitation: 3, temp_max: 1, temp_min: -4, wind: 2 });

  assert.deepEqual(prediction, { label: 'rain', scores: [0, 0, 2 / 3, 1 / 3, 0] });
});

test('a value at the threshold takes the second branch', () => {
  const prediction = predictWeather([['wind', 1.5, 'fog', 'rain']], {
    precipitation: 0,
    temp_max: 9,
    temp_min: 3,
    wind: 1.5,
  });

  assert.equal(prediction.label, 'rain');
});

test('with equal votes the first class wins', () => {
  const prediction = predictWeather(trees, { precipitation: 0, temp_max: 9, temp_min: 3, wind: 1 });

  assert.deepEqual(prediction, { label: 'fog', scores: [0, 1 / 3, 1 / 3, 0, 1 / 3] });
});

test('accuracy is the share of rows whose class was predicted', () => {
  const rows = weatherRows({ location: 'Seattle', years: [2012] });

  assert.equal(rows.length, 366);
  assert.equal(accuracyOn(rows, ['rain']), 191 / 366);
});
