import type { BoundedNames } from './bounded-names.ts';
import { type ClassScores, scoredName } from './class-scores.ts';
import type { LabelledRow } from './label-counts.ts';
import { indexOfLargest } from './output.ts';
import type { ScoredLabel } from './score-sums.ts';

/** What turned out to be right. */
export type Truth = string | number | boolean;

/** Whether this can be a truth at all. */
export function isTruth(value: unknown): value is Truth {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** A prediction of a class beside its truth. */
export function labelledClass(
  { predicted, truth, scores }: { predicted: string; truth: Truth; scores: ClassScores | undefined },
  names: BoundedNames,
): Pick<LabelledRow, 'classes' | 'scores'> {
  const actual = String(truth);
  return {
    classes: { actual: names.indexOf(actual), predicted: names.indexOf(predicted) },
    scores: scores && scoredLabel(scores, { actual, predicted, names }),
  };
}

/** The number that a truth is for a regression; text from a table may be one. */
export function truthValue(truth: Truth): number | undefined {
  const value = typeof truth === 'string' && truth.trim() !== '' ? Number(truth) : truth;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Whether a class of this name has a score. */
export function hasScoreOf(scores: ClassScores, name: string): boolean {
  return indexOfName(scores, name) !== -1;
}

interface NamedClasses {
  readonly actual: string;
  readonly predicted: string;
  readonly names: BoundedNames;
}

/** Of two classes the positive one's score is looked at, else the largest. */
function scoredLabel(
  scores: ClassScores,
  { actual, predicted, names }: NamedClasses,
): ScoredLabel | undefined {
  const truth = indexOfName(scores, actual);
  if (truth === -1) return undefined;
  const { positive, values } = scores;
  const spokenOf = positive ?? indexOfLargest(values);
  const isHit = positive === undefined ? predicted === actual : truth === positive;
  return {
    scores: values,
    truth,
    spokenOf: names.indexOf(scoredName(scores, spokenOf)),
    score: values[spokenOf] as number,
    hit: isHit ? 1 : 0,
  };
}

function indexOfName(scores: ClassScores, name: string): number {
  for (let index = 0; index < scores.values.length; index += 1) {
    if (scoredName(scores, index) === name) return index;
  }
  return -1;
}
