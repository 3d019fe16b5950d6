import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { firstNameIn, isObject, type JsonObject, member } from './body.ts';
import { OUTPUT_NAMES, SCORES_NAMES } from './row-output.ts';
import { asList, type List, type Sequence } from './sequence.ts';

/** The outputs of an answer, and the scores beside them. */
export interface Answer {
  readonly outputs: Sequence<unknown>;
  readonly scores?: Sequence<unknown> | undefined;
}

/** Reads an answer as people write it: an output by one of its usual names, scores alone, or a bare value. */
export function readAnswer(body: unknown, rows: number): Answer | Unread {
  if (!isObject(body)) return answered(outputPerRow(body, rows));
  const scores = scoresPerRow(body, rows);
  const name = firstNameIn(body, OUTPUT_NAMES);
  if (name !== undefined) return answered(outputPerRow(member(body, name), rows), scores);
  return scores === undefined ? unread('output') : { outputs: noOutputs(rows), scores };
}

/**
 * One output per row: a list as long as the rows, or, for a single row, the bare output, which may
 * be a vector of numbers.
 */
export function outputPerRow(outputs: unknown, rows: number): Sequence<unknown> | Unread {
  const list = asList(outputs);
  if (list?.length === rows) return list;
  return rows === 1 && (list === undefined || isVector(list)) ? [outputs] : unread('rows_mismatch');
}

function answered(outputs: Sequence<unknown> | Unread, scores?: Sequence<unknown>): Answer | Unread {
  return isUnread(outputs) ? outputs : { outputs, scores };
}

function isVector(list: List): boolean {
  for (let index = 0; index < list.length; index += 1) {
    if (typeof list[index] !== 'number') return false;
  }
  return true;
}

function noOutputs(length: number): Sequence<unknown> {
  return { length, at: () => undefined };
}

/** Scores beside the outputs: those of a single row, or a list of them per row. */
function scoresPerRow(body: JsonObject, rows: number): Sequence<unknown> | undefined {
  const name = firstNameIn(body, SCORES_NAMES);
  if (name === undefined) return undefined;
  const scores = member(body, name);
  if (rows === 1) return [scores];
  const list = asList(scores);
  return list?.length === rows ? list : undefined;
}
