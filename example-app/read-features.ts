import { httpError } from './http-error.ts';
import type { WeatherFeatures } from './weather-data.ts';
import { featureNames } from './weather-data.ts';

/** Reads one row of a request: a list of the features' values in order, or an object of them by name. */
export function readFeatures(row: unknown, index: number): WeatherFeatures {
  const values = Array.isArray(row)
    ? featureNames.map((name, position) => [name, row[position]])
    : featureNames.map((name) => [name, Object(row)[name]]);
  const bad = values.find(([, value]) => typeof value !== 'number');
  if (bad !== undefined) throw httpError(400, `row ${index} needs a number '${bad[0]}'`);
  return Object.fromEntries(values);
}
