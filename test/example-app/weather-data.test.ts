import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weatherRows } from '../../example-app/weather-data.ts';

test('each place has one row for every day of the four years', () => {
  const years = [2012, 2013, 2014, 2015];

  assert.equal(weatherRows({ location: 'Seattle', years }).length, 1461);
  assert.equal(weatherRows({ location: 'New York', years }).length, 1461);
});

test('a row has its measurements as numbers, and the class', () => {
  const [newYearsDay] = weatherRows({ location: 'Seattle', years: [2012] });

  assert.deepEqual(newYearsDay, {
    features: { precipitation: 0, temp_max: 12.8, temp_min: 5, wind: 4.7 },
    weather: 'drizzle',
  });
});

test('of some months only their days', () => {
  const january = weatherRows({ location: 'Seattle', years: [2015], months: [1] });
  assert.equal(january.length, 31);
  assert.equal(january.filter(({ weather }) => weather === 'fog').length, 15);
});
