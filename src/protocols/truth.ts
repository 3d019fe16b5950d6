import { type Unread, unread } from '../domain/prediction.ts';
import { firstNameIn, isObject, type JsonObject, member } from './body.ts';
import { asArray, asList } from './sequence.ts';

const TRUTH_NAMES = ['trueLabel', 'true_label', 'truth', 'ground_truth'] as const;

/** The inline truth of a body or a row; `undefined` when there is none. */
export function truthIn(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  const name = firstNameIn(value, TRUTH_NAMES);
  return name === undefined ? undefined : member(value, name);
}

/** A row without its inline truth, which is never a feature; the row itself when it has none. */
export function withoutTruth(row: JsonObject): JsonObject {
  if (firstNameIn(row, TRUTH_NAMES) === undefined) return row;
  return Object.fromEntries(
    Object.entries(row).filter(([name]) => !(TRUTH_NAMES as readonly string[]).includes(name)),
  );
}

/** One truth per row: a list as long as the rows, or a single one for a single row. */
export function truthPerRow(truth: unknown, rows: number): readonly unknown[] | Unread {
  if (truth === undefined || truth === null) return [];
  const list = asList(truth);
  const truths = list === undefined ? [truth] : asArray(list);
  return truths.length === rows ? truths : unread('rows_mismatch');
}
