import { Baseline } from 'express-model-monitor';
import type { ModelRecipe } from './train-model.ts';
import { weatherClasses, weatherRows } from './weather-data.ts';
import type { WeatherModel } from './weather-model.ts';
import { predictWeather } from './weather-model.ts';

/** The end of the year before traffic began: a fixed date makes the same file every time. */
const createdAt = new Date('2014-12-31T00:00:00Z');

/** How the features, the predictions and the scores of a version were, and how good it was, before it went live. */
export function makeBaseline(
  { version, baselineDays }: ModelRecipe,
  { name, trees }: WeatherModel,
): Baseline {
  const rows = weatherRows(baselineDays).map(({ features, weather }) => {
    const { label, scores } = predictWeather(trees, features);
    return { features, output: label, scores, truth: weather };
  });
  return Baseline.fromRows(rows, { model: name, version, classes: weatherClasses, createdAt });
}
