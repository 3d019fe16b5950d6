import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

// The data: one row per day, Seattle and New York, 2012 to 2015, from the npm package `vega-datasets`
// (`data/weather.csv`). The measurements are NOAA's, a work of the US government and so free to use. vega notes that the
// `weather` column is synthesized from several fields of the original records, and that the set is for teaching.

/** What is measured, in the order of every feature vector in this example. */
export const featureNames = ['precipitation', 'temp_max', 'temp_min', 'wind'] as const;
export type FeatureName = (typeof featureNames)[number];

/** The five classes, in the order of every score vector in this example. */
export const weatherClasses = ['drizzle', 'fog', 'rain', 'snow', 'sun'] as const;
export type WeatherClass = (typeof weatherClasses)[number];

/** One day's measurements: rain and snow in millimetres, temperatures in degrees Celsius, wind speed. */
export type WeatherFeatures = Record<FeatureName, number>;

export interface WeatherRow {
  readonly features: WeatherFeatures;
  readonly weather: WeatherClass;
}

export interface WeatherSelection {
  readonly location: 'Seattle' | 'New York';
  readonly years: readonly number[];
}

/** Days that no version of the model has been trained on: what it meets in production. */
export const heldOutDays: WeatherSelection = { location: 'Seattle', years: [2015] };

interface CsvRecord extends Record<FeatureName, string> {
  location: string;
  date: string;
  weather: WeatherClass;
}

/** The rows of one place in the given years, by date. */
export function weatherRows({ location, years }: WeatherSelection): WeatherRow[] {
  // The package exports no path for its data files, so the way leads through its entry point, build/index.js.
  const file = new URL('../data/weather.csv', import.meta.resolve('vega-datasets'));
  const records: CsvRecord[] = parse(readFileSync(file), { columns: true });
  return records
    .filter(
      (record) => record.location === location && years.includes(new Date(record.date).getUTCFullYear()),
    )
    .map(rowOf);
}

function rowOf(record: CsvRecord): WeatherRow {
  const { precipitation, temp_max, temp_min, wind, weather } = record;
  const features = {
    precipitation: Number(precipitation),
    temp_max: Number(temp_max),
    temp_min: Number(temp_min),
    wind: Number(wind),
  };
  return { features, weather };
}
