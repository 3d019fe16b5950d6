import { ratio } from './ratio.ts';

/** How well one class is told from all others; what would be 0/0 is `undefined`. */
export interface ClassFigures {
  /** Of the rows predicted as this class, the share that are. */
  readonly precision: number | undefined;
  /** Of the rows of this class, the share predicted as such. */
  readonly recall: number | undefined;
  /** Harmonic mean of precision and recall. */
  readonly f1: number | undefined;
  /** Of the rows of other classes, the share not predicted as this one. */
  readonly specificity: number | undefined;
}

/** Rows of one class against the rest. */
export interface OneVsRest {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

export function classFigures(counts: OneVsRest): ClassFigures {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = counts;
  return {
    precision: ratio(truePositives, truePositives + falsePositives),
    recall: ratio(truePositives, truePositives + falseNegatives),
    f1: ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    specificity: ratio(trueNegatives, trueNegatives + falsePositives),
  };
}

/** Means over the classes where a figure is defined. */
export function macroFigures(classes: readonly ClassFigures[]): ClassFigures {
  return {
    precision: meanOfDefined(classes.map(({ precision }) => precision)),
    recall: meanOfDefined(classes.map(({ recall }) => recall)),
    f1: meanOfDefined(classes.map(({ f1 }) => f1)),
    specificity: meanOfDefined(classes.map(({ specificity }) => specificity)),
  };
}

function meanOfDefined(values: readonly (number | undefined)[]): number | undefined {
  const defined = values.filter((value) => value !== undefined);
  return ratio(
    defined.reduce((sum, value) => sum + value, 0),
    defined.length,
  );
}
