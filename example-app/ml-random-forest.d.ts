/**
 * The part of ml-random-forest 2.1 that training uses. The package's own declarations do not compile (they extend an
 * interface with a class), so the example imports the file they do not describe and describes it here.
 */
declare module 'ml-random-forest/random-forest.js' {
  export interface ForestOptions {
    seed: number;
    nEstimators: number;
    /** How many of the features each tree gets to see. */
    maxFeatures: number;
    /** Whether a tree may be given the same feature twice. */
    replacement: boolean;
    /** Whether to skip the out-of-bag predictions. */
    noOOB: boolean;
    treeOptions: { maxDepth: number };
  }

  export interface ForestNode {
    /** Row vector of the training rows' classes; at a leaf only. */
    distribution?: { getRow(index: number): number[] };
    splitColumn: number;
    splitValue: number;
    left: ForestNode;
    right: ForestNode;
  }

  export class RandomForestClassifier {
    constructor(options: ForestOptions);
    /** For each tree, the features it sees: `splitColumn` counts in this list. */
    indexes: number[][];
    estimators: { root: ForestNode }[];
    train(rows: number[][], classes: number[]): void;
    /** Each tree's vote for each row. */
    predictionValues(rows: number[][]): { to2DArray(): number[][] };
  }
}
