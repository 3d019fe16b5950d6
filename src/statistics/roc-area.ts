import { RankCursor } from './rank-cursor.ts';
import type { RankSummary } from './rank-summary.ts';

/**
 * Area under the ROC curve of scores summarised by class: the share of the pairs of a positive and a negative row
 * in which the positive has the higher score, ties for half. Ranks that are open count as the middle of what they
 * may be.
 *
 * @returns 0..1, wrong by at most half the share of positives that is open at one score plus half that of
 *   negatives; `undefined` when one class is missing.
 */
export function areaUnderRoc(positives: RankSummary, negatives: RankSummary): number | undefined {
  const [p, n] = [new RankCursor(positives), new RankCursor(negatives)];
  let x = 0;
  let y = 0;
  let area = 0;
  while (p.hasNext || n.hasNext) {
    const score = Math.min(p.nextValue, n.nextValue);
    p.moveTo(score);
    n.moveTo(score);
    const [xBelow, yBelow] = [n.counted + n.perhapsBelow / 2, p.counted + p.perhapsBelow / 2];
    const [xUpTo, yUpTo] = [n.counted + n.rows + n.perhapsUpTo / 2, p.counted + p.rows + p.perhapsUpTo / 2];
    area += trapezoid(x, xBelow, yBelow - y) + trapezoid(xBelow, xUpTo, yUpTo - yBelow);
    x = xUpTo;
    y = yUpTo;
  }
  return x * y === 0 ? undefined : area / (x * y);
}

function trapezoid(a: number, b: number, height: number): number {
  return ((a + b) / 2) * height;
}
