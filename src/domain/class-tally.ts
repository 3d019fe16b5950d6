import { type ClassificationReport, classificationReport } from '../statistics/classification-report.ts';
import type { ConfusionCounts } from '../statistics/confusion-counts.ts';
import type { BoundedNames } from './bounded-names.ts';
import { type ClassRules, positiveIndex } from './class-rules.ts';
import { OTHER } from './limits.ts';

/** The confusion counts of named classes, as scikit-learn would order them. */
export interface ClassTally {
  readonly names: readonly string[];
  /** Labelled predictions by actual class (outer) and predicted class (inner). */
  readonly matrix: readonly (readonly number[])[];
  readonly report: ClassificationReport;
  /** The positive class's place, where there are two. */
  readonly positive: 0 | 1 | undefined;
  /** Whether classes beyond the limit share a row: figures over all classes cannot be told then. */
  readonly hasOther: boolean;
}

/** Reads the counts of all known classes. */
export function tallyClasses(known: BoundedNames, confusion: ConfusionCounts, rules: ClassRules): ClassTally {
  const classes = orderedClasses(Array.from(known.entries()), rules);
  const names = classes.map(([, name]) => name);
  const matrix = classes.map(([actual]) => classes.map(([predicted]) => confusion.count(actual, predicted)));
  return {
    names,
    matrix,
    report: classificationReport(matrix),
    positive: positiveOf(names, rules),
    hasOther: occurs(names.indexOf(OTHER), matrix),
  };
}

/** Whether the class with this index, if there is one, was right or predicted. */
export function occurs(index: number, matrix: ClassTally['matrix']): boolean {
  return matrix.some((row, actual) =>
    actual === index ? row.some((count) => count > 0) : (row[index] ?? 0) > 0,
  );
}

/** The place of the positive one of two classes, unless a limit makes one of them share its row with others. */
function positiveOf(names: readonly string[], rules: ClassRules): 0 | 1 | undefined {
  const classes = rules.classes.length === 0 ? names : rules.classes;
  if (classes.length !== 2 || names.slice(0, 2).includes(OTHER)) return undefined;
  return positiveIndex(classes, rules);
}

/** As the options list them; names nobody told of in the same order whoever saw which first. */
function orderedClasses(
  classes: readonly [index: number, name: string][],
  rules: ClassRules,
): readonly [index: number, name: string][] {
  if (rules.classes.length > 0) return classes;
  return classes.toSorted(([, a], [, b]) => (a < b ? -1 : Number(a > b)));
}
