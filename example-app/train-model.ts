import type { ForestNode } from 'ml-random-forest/random-forest.js';
import { RandomForestClassifier } from 'ml-random-forest/random-forest.js';
import type { FeatureName, WeatherRow, WeatherSelection } from './weather-data.ts';
import { featureNames, heldOutDays, weatherClasses, weatherRows } from './weather-data.ts';
import type { HeldOutAccuracy, Tree, WeatherModel } from './weather-model.ts';
import { accuracyOn } from './weather-model.ts';

/** All that makes one model version differ from another. */
export interface ModelRecipe {
  readonly version: string;
  readonly seed: number;
  readonly trees: number;
  readonly trainedOn: WeatherSelection;
  /** What live traffic is compared with: days that it was not trained on, or its scores would look too good. */
  readonly baselineDays: WeatherSelection;
}

/** The first version had a single year to learn from, the second has two. */
export const modelRecipes: readonly ModelRecipe[] = [
  {
    version: '1',
    seed: 1,
    trees: 25,
    trainedOn: { location: 'Seattle', years: [2012] },
    baselineDays: { location: 'Seattle', years: [2013, 2014] },
  },
  {
    version: '2',
    seed: 1,
    trees: 25,
    trainedOn: { location: 'Seattle', years: [2012, 2014] },
    baselineDays: { location: 'Seattle', years: [2013] },
  },
];

/** A later year, and another city. */
const heldOut: readonly WeatherSelection[] = [
  heldOutDays,
  { location: 'New York', years: [2012, 2013, 2014, 2015] },
];

/** Makes the model of a recipe; the same recipe gives the same model, to the last bit. */
export function trainModel({ version, seed, trees: treeCount, trainedOn }: ModelRecipe): WeatherModel {
  const rows = weatherRows(trainedOn);
  const trees = treesOf(trainForest(rows, seed, treeCount));
  return {
    name: 'weather',
    version,
    data: 'NOAA daily weather, weather.csv of the npm package vega-datasets',
    features: featureNames,
    classes: weatherClasses,
    seed,
    trainedOn: { ...trainedOn, rows: rows.length },
    heldOutAccuracy: heldOut.map((selection) => measureAccuracy(selection, trees)),
    trees,
  };
}

export function trainForest(
  rows: readonly WeatherRow[],
  seed: number,
  trees: number,
): RandomForestClassifier {
  const forest = new RandomForestClassifier({
    seed,
    nEstimators: trees,
    maxFeatures: 3,
    replacement: false,
    noOOB: true,
    // Deeper trees learn single days by heart and only make the file larger.
    treeOptions: { maxDepth: 6 },
  });
  forest.train(
    rows.map((row) => inputOf(row)),
    rows.map((row) => weatherClasses.indexOf(row.weather)),
  );
  return forest;
}

/** A row as the forest takes it: the features' values by position. */
export function inputOf(row: WeatherRow): number[] {
  return featureNames.map((name) => row.features[name]);
}

/** The forest without the library: small enough to commit, plain enough to read. */
export function treesOf(forest: RandomForestClassifier): Tree[] {
  return forest.estimators.map(({ root }, tree) => {
    const seen = forest.indexes[tree]?.map((index) => at(featureNames, index)) ?? [];
    return treeOf(root, seen);
  });
}

function treeOf(node: ForestNode, seen: readonly FeatureName[]): Tree {
  if (node.distribution !== undefined) {
    const shares = node.distribution.getRow(0);
    return at(weatherClasses, shares.indexOf(Math.max(...shares)));
  }
  return [at(seen, node.splitColumn), node.splitValue, treeOf(node.left, seen), treeOf(node.right, seen)];
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return item;
}

function measureAccuracy(selection: WeatherSelection, trees: readonly Tree[]): HeldOutAccuracy {
  const rows = weatherRows(selection);
  return { ...selection, rows: rows.length, accuracy: Number(accuracyOn(rows, trees).toFixed(4)) };
}
