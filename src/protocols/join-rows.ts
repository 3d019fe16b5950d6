import type { Features, Prediction, Unread } from '../domain/prediction.ts';
import { isObject, truthIn, truthPerRow, withoutTruth } from './body.ts';
import { type RowOutput, readRowOutput } from './row-output.ts';

export interface Joinable {
  /** Input rows: objects by name, lists by position, or a scalar that is the only input. */
  readonly rows: readonly unknown[];
  /** As many as the rows. */
  readonly outputs: readonly unknown[];
  /** Scores that stand beside the outputs, per row; they lose to those inside an output. */
  readonly scores?: readonly RowOutput['scores'][] | undefined;
  /** The body's inline truth: one, or one per row; a row may carry its own. */
  readonly truth?: unknown;
}

/** Puts rows, outputs and truths side by side, one prediction each. */
export function joinRows({ rows, outputs, scores, truth }: Joinable): Prediction[] | Unread {
  const truths = truthPerRow(truth, rows.length);
  if (!Array.isArray(truths)) return truths as Unread;
  return outputs.map((value, index) => {
    const row = rows[index];
    const output = readRowOutput(value);
    return {
      features: featuresOf(row),
      output: output.output,
      scores: output.scores ?? scores?.[index],
      truth: truths[index] ?? truthIn(row),
    };
  });
}

function featuresOf(row: unknown): Features | undefined {
  if (row === undefined) return undefined;
  if (Array.isArray(row)) return row;
  return isObject(row) ? withoutTruth(row) : [row];
}
