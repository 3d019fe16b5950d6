import { type Unread, unread } from '../domain/prediction.ts';
import { type JsonObject, member } from './body.ts';
import type { DecodeLimits } from './protocol.ts';
import { asList, type List, type Sequence } from './sequence.ts';

/** Values under names, by row and position. */
export interface Table {
  readonly names: readonly string[];
  readonly length: number;
  valueAt(row: number, position: number): unknown;
}

/**
 * A table read row by row, each an object of its own.
 *
 * A row is filled by assignment, which takes a fifth of the time of `Object.fromEntries` (about 20 against
 * 100 ns a value, bench/micro/decode.ts); the one name that assignment would misread goes the slow way.
 */
export function rowsOf(table: Table): Sequence<JsonObject> {
  const at = table.names.includes('__proto__') ? definedRow : assignedRow;
  return { length: table.length, at: (index) => at(table, index) };
}

function assignedRow(table: Table, index: number): JsonObject {
  const { names } = table;
  const row: Record<string, unknown> = {};
  for (let position = 0; position < names.length; position += 1) {
    row[names[position] as string] = table.valueAt(index, position);
  }
  return row;
}

function definedRow(table: Table, index: number): JsonObject {
  return Object.fromEntries(table.names.map((name, position) => [name, table.valueAt(index, position)]));
}

/** Columns read as rows: `{a: [1, 2], b: [3, 4]}` is `{a: 1, b: 3}` and `{a: 2, b: 4}`. */
export function rowsOfColumns(object: JsonObject): Sequence<JsonObject> | Unread {
  const names = Object.keys(object);
  const columns: List[] = [];
  for (const name of names) {
    const column = asList(member(object, name));
    if (column === undefined) return unread('format');
    columns.push(column);
  }
  const length = columns[0]?.length;
  if (length === undefined) return unread('format');
  if (columns.some((column) => column.length !== length)) return unread('rows_mismatch');
  return rowsOf({ names, length, valueAt: (row, position) => (columns[position] as List)[row] });
}

/**
 * Lists with the names of their positions beside them, as data frames and Seldon send them; a bare value
 * is a list of one.
 */
export function namedRows(
  names: unknown,
  rows: Sequence<unknown> | undefined,
  { rowsPerRequest }: DecodeLimits,
): Sequence<JsonObject> | Unread {
  const texts = namesOf(names);
  if (texts === undefined || rows === undefined) return unread('format');
  const lists: List[] = [];
  const end = Math.min(rows.length, rowsPerRequest);
  for (let index = 0; index < end; index += 1) {
    const row = rows.at(index);
    const list = asList(row) ?? [row];
    if (list.length !== texts.length) return unread('shape');
    lists.push(list);
  }
  return rowsOf({ names: texts, length: rows.length, valueAt: (row, position) => lists[row]?.[position] });
}

/** Column names: text, or numbers as pandas names unnamed columns. */
function namesOf(value: unknown): readonly string[] | undefined {
  const list = asList(value);
  if (list === undefined) return undefined;
  const names: string[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const name = list[index];
    if (typeof name !== 'string' && typeof name !== 'number') return undefined;
    names.push(String(name));
  }
  return names;
}
