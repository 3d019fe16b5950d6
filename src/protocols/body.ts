import { type Unread, unread } from '../domain/prediction.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const TRUTH_NAMES = ['trueLabel', 'true_label', 'truth', 'ground_truth'] as const;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** The first of these names the object has. */
export function firstNameIn(object: JsonObject, names: readonly string[]): string | undefined {
  return names.find((name) => object[name] !== undefined);
}

/** The inline truth of a body or a row; `undefined` when there is none. */
export function truthIn(value: unknown): unknown {
  if (!isObject(value)) return undefined;
  const name = firstNameIn(value, TRUTH_NAMES);
  return name === undefined ? undefined : value[name];
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
  const truths = Array.isArray(truth) ? truth : [truth];
  return truths.length === rows ? truths : unread('rows_mismatch');
}

/**
 * One output per row: a list as long as the rows, or, for a single row, the bare output, which may
 * be a vector of numbers.
 */
export function outputPerRow(outputs: unknown, rows: number): readonly unknown[] | Unread {
  if (Array.isArray(outputs) && outputs.length === rows) return outputs;
  if (rows !== 1) return unread('rows_mismatch');
  const isBare = !Array.isArray(outputs) || outputs.every((value) => typeof value === 'number');
  return isBare ? [outputs] : unread('rows_mismatch');
}

/** Columns turned into rows: `{a: [1, 2], b: [3, 4]}` is `[{a: 1, b: 3}, {a: 2, b: 4}]`. */
export function rowsOfColumns(columns: JsonObject): JsonObject[] | Unread {
  const entries = Object.entries(columns);
  const [first] = entries;
  if (first === undefined || !entries.every(([, values]) => Array.isArray(values))) return unread('format');
  const rows = (first[1] as unknown[]).length;
  if (entries.some(([, values]) => (values as unknown[]).length !== rows)) return unread('rows_mismatch');
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(entries.map(([name, values]) => [name, (values as unknown[])[row]])),
  );
}
