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
  /** From 1 for January; by default all of them. */
  readonly months?: readonly number[];
}

/** A later year than any version of the model has been trained on. */
export const heldOutDays: WeatherSelection = { location: 'Seattle', years: [2015] };

/** Days that no version has been trained on, of weather like that of the baselines: what it meets in production. */
export const usualDays: WeatherSelection = { location: 'Seattle', years: [2013, 2015] };

/** A month of these that was unlike others: 15 of its 31 days were foggy, and both versions are wrong about most of them. */
export const foggyDays: WeatherSelection = { location: 'Seattle', years: [2015], months: [1] };

interface CsvRecord extends Record<FeatureName, string> {
  location: string;
  date: string;
  weather: WeatherClass;
}

/** The rows of one place in the given years and months, by date. */
export function weatherRows({ location, years, months }: WeatherSelection): WeatherRow[] {
  // The package exports no path for its data files, so the way leads through its entry point, build/index.js.
  const file = new URL('../data/weather.csv', import.meta.resolve('vega-datasets'));
  const records: CsvRecord[] = parse(readFileSync(file), { columns: true });
  const isWanted = (record: CsvRecord): boolean => {
    const date = new Date(record.date);
    const isInMonths = months?.includes(date.getUTCMonth() + 1) ?? true;
    return record.location === location && years.includes(date.getUTCFullYear()) && isInMonths;
  };
  return records.filter(isWanted).map(rowOf);
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
