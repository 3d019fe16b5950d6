import { readFileSync } from 'node:fs';
import type {
  FeatureName,
  WeatherClass,
  WeatherFeatures,
  WeatherRow,
  WeatherSelection,
} from './weather-data.ts';
import { weatherClasses } from './weather-data.ts';

/** A decision tree: a class at a leaf, else a question; below the threshold it goes on to the first branch. */
export type Tree =
  | WeatherClass
  | readonly [feature: FeatureName, threshold: number, below: Tree, notBelow: Tree];

/** What `models/weather-VERSION.json` holds, written by `npm run train`. */
export interface WeatherModel {
  readonly name: 'weather';
  readonly version: string;
  readonly data: string;
  readonly features: readonly FeatureName[];
  readonly classes: readonly WeatherClass[];
  readonly seed: number;
  readonly trainedOn: WeatherSelection & { readonly rows: number };
  readonly heldOutAccuracy: readonly HeldOutAccuracy[];
  readonly trees: readonly Tree[];
}

/** The share of right predictions on rows the model has not been trained on. */
export interface HeldOutAccuracy extends WeatherSelection {
  readonly rows: number;
  readonly accuracy: number;
}

export interface WeatherPrediction {
  readonly label: WeatherClass;
  /** The share of the trees' votes for each class, in the order of `weatherClasses`. */
  readonly scores: number[];
}

/** Where the model of a version is kept. */
export function modelFile(version: string): URL {
  return new URL(`models/weather-${version}.json`, import.meta.url);
}

/** Where the baseline of a version is kept. */
export function baselineFile(version: string): URL {
  return new URL(`models/baseline-${version}.json`, import.meta.url);
}

export function readModel(version: string): WeatherModel {
  return JSON.parse(readFileSync(modelFile(version), 'utf8'));
}

/** Lets every tree vote; with equal votes the first class wins. */
export function predictWeather(trees: readonly Tree[], features: WeatherFeatures): WeatherPrediction {
  const votes: Record<WeatherClass, number> = { drizzle: 0, fog: 0, rain: 0, snow: 0, sun: 0 };
  for (const tree of trees) votes[vote(tree, features)] += 1;
  return {
    label: weatherClasses.reduce((best, next) => (votes[next] > votes[best] ? next : best)),
    scores: weatherClasses.map((name) => votes[name] / trees.length),
  };
}

function vote(tree: Tree, features: WeatherFeatures): WeatherClass {
  if (typeof tree === 'string') return tree;
  const [feature, threshold, below, notBelow] = tree;
  return vote(features[feature] < threshold ? below : notBelow, features);
}

export function accuracyOn(rows: readonly WeatherRow[], trees: readonly Tree[]): number {
  const right = rows.filter((row) => predictWeather(trees, row.features).label === row.weather);
  return right.length / rows.length;
}
