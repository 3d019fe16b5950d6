import type { Features } from '../../src/domain/prediction.ts';

/** Rows under names, and one output for each. */
export interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  readonly outputs: readonly unknown[];
}

/** The two bodies of a request, as they stand after the parsers, and where it was sent. */
export interface Encoded {
  readonly request: unknown;
  readonly response: unknown;
  readonly url?: string;
  /** The type of the request, and of the response; JSON when absent. */
  readonly contentType?: string;
  readonly responseType?: string;
}

/** One way to write a table down, and what of a row's names and values it keeps. */
export interface Encoding {
  readonly name: string;
  /** The format `auto` has to find. */
  readonly protocol: string;
  /** Values it can say: any scalar of JSON, numbers alone, or what a CSV cell can. */
  readonly values: 'scalars' | 'numbers' | 'cells';
  encode(table: Table): Encoded;
  features(names: readonly string[], row: readonly unknown[]): Features;
}

type Keep = Encoding['features'];

export const byName: Keep = (names, row) =>
  Object.fromEntries(names.map((name, index) => [name, row[index]]));
export const byPosition: Keep = (_names, row) => row;
export const byTensor: Keep = (_names, row) =>
  row.length === 1 ? { x: row[0] } : Object.fromEntries(row.map((value, index) => [`x_${index}`, value]));

export const records = ({ names, rows }: Table): unknown => rows.map((row) => byName(names, row));
export const columns = ({ names, rows }: Table): object =>
  Object.fromEntries(names.map((name, index) => [name, rows.map((row) => row[index])]));
export const frame = ({ names, rows }: Table): object => ({
  columns: names,
  index: rows.map((_, index) => index),
  data: rows,
});
export const matrix = (data: unknown, { names, rows }: Table): object => ({
  inputs: [{ name: 'x', shape: [rows.length, names.length], datatype: 'FP64', data }],
});
export const tensors = ({ names, rows }: Table): object => ({
  inputs: names.map((name, index) => ({
    name,
    shape: index % 2 === 0 ? [rows.length] : [rows.length, 1],
    datatype: 'BYTES',
    data: rows.map((row) => row[index]),
  })),
});
export const answer = ({ outputs }: Table): object => ({
  model_name: 'm',
  outputs: [{ name: 'y', shape: [outputs.length, 1], datatype: 'BYTES', data: outputs }],
});

export function csvOf(rows: readonly (readonly unknown[])[]): string {
  const cell = (value: unknown): string =>
    typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value ?? '');
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

export const JSON_LINES = 'application/jsonlines';
export const CSV = 'text/csv';
export const jsonLines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');
