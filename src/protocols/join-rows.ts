import { type Features, isUnread, type Prediction, type Unread, unread } from '../domain/prediction.ts';
import { isValidId } from '../domain/prediction-id.ts';
import { isObject } from './body.ts';
import type { Batch, DecodeLimits } from './protocol.ts';
import { asScores, type RowOutput, readRowOutput } from './row-output.ts';
import { asArray, asList, type Sequence } from './sequence.ts';
import { truthIn, truthPerRow, withoutTruth } from './truth.ts';

/** The two sides of a request, to be put together row by row. */
export interface Joinable {
  /** Input rows: objects by name, lists by position, or a scalar that is the only input. */
  readonly rows: Sequence<unknown>;
  /** As many as the rows, each as it stands in the answer. */
  readonly outputs: Sequence<unknown>;
  /** How one output is read; by its usual names unless the format knows better. */
  readonly readOutput?: (output: unknown) => RowOutput;
  /** Scores that stand beside the outputs; they lose to those inside an output. */
  readonly scores?: Sequence<unknown> | undefined;
  /** The body's inline truth: one, or one per row. */
  readonly truth?: unknown;
  /** What may carry a row's own truth, where that is not the row itself. */
  readonly labelled?: Sequence<unknown>;
  /** An id for the whole request; one that no log or label could carry is ignored. */
  readonly id?: unknown;
}

/** Puts rows, outputs and truths side by side, one prediction each; no more than are counted. */
export function joinRows(joinable: Joinable, { rowsPerRequest }: DecodeLimits): Batch | Unread {
  const { rows, outputs, scores, truth, id, readOutput = readRowOutput, labelled = rows } = joinable;
  if (rows.length !== outputs.length) return unread('rows_mismatch');
  const truths = truthPerRow(truth, rows.length);
  if (isUnread(truths)) return truths;
  const predictions: Prediction[] = [];
  const end = Math.min(rows.length, rowsPerRequest);
  for (let index = 0; index < end; index += 1) {
    const row = rows.at(index);
    const read = readOutput(outputs.at(index));
    predictions.push({
      features: featuresOf(row),
      output: read.output,
      scores: read.scores ?? (scores && asScores(scores.at(index))),
      truth: truths[index] ?? truthIn(labelled === rows ? row : labelled.at(index)),
    });
  }
  return { predictions, rows: rows.length, id: isValidId(id) ? id : undefined };
}

function featuresOf(row: unknown): Features | undefined {
  if (row === undefined) return undefined;
  if (isObject(row)) return withoutTruth(row);
  const list = asList(row);
  return list === undefined ? [row] : asArray(list);
}
