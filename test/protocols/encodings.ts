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

const byName: Keep = (names, row) => Object.fromEntries(names.map((name, index) => [name, row[index]]));
const byPosition: Keep = (_names, row) => row;
const byTensor: Keep = (_names, row) =>
  row.length === 1 ? { x: row[0] } : Object.fromEntries(row.map((value, index) => [`x_${index}`, value]));

const records = ({ names, rows }: Table): unknown => rows.map((row) => byName(names, row));
const columns = ({ names, rows }: Table): object =>
  Object.fromEntries(names.map((name, index) => [name, rows.map((row) => row[index])]));
const frame = ({ names, rows }: Table): object => ({
  columns: names,
  index: rows.map((_, index) => index),
  data: rows,
});
const matrix = (data: unknown, { names, rows }: Table): object => ({
  inputs: [{ name: 'x', shape: [rows.length, names.length], datatype: 'FP64', data }],
});
const tensors = ({ names, rows }: Table): object => ({
  inputs: names.map((name, index) => ({
    name,
    shape: index % 2 === 0 ? [rows.length] : [rows.length, 1],
    datatype: 'BYTES',
    data: rows.map((row) => row[index]),
  })),
});
const answer = ({ outputs }: Table): object => ({
  model_name: 'm',
  outputs: [{ name: 'y', shape: [outputs.length, 1], datatype: 'BYTES', data: outputs }],
});

export function csvOf(rows: readonly (readonly unknown[])[]): string {
  const cell = (value: unknown): string =>
    typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value ?? '');
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

const JSON_LINES = 'application/jsonlines';
const CSV = 'text/csv';
const jsonLines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

export const ENCODINGS: readonly Encoding[] = [
  {
    name: 'TensorFlow Serving, row form, objects',
    protocol: 'tensorflow',
    values: 'scalars',
    encode: (table) => ({
      request: { instances: records(table) },
      response: { predictions: table.outputs },
    }),
    features: byName,
  },
  {
    name: 'TensorFlow Serving, row form, lists',
    protocol: 'tensorflow',
    values: 'scalars',
    encode: ({ rows, outputs }) => ({ request: { instances: rows }, response: { predictions: outputs } }),
    features: byPosition,
  },
  {
    name: 'TensorFlow Serving, column form',
    protocol: 'tensorflow',
    values: 'scalars',
    encode: (table) => ({
      request: { inputs: columns(table) },
      response: { outputs: table.outputs.map((output) => [output]) },
    }),
    features: byName,
  },
  {
    name: 'TensorFlow Serving, examples',
    protocol: 'tensorflow',
    values: 'scalars',
    encode: (table) => ({
      request: { signature_name: 'regress', examples: records(table) },
      response: { results: table.outputs },
    }),
    features: byName,
  },
  {
    name: 'Open Inference V2, a tensor per feature',
    protocol: 'open-inference',
    values: 'scalars',
    encode: (table) => ({ request: tensors(table), response: answer(table) }),
    features: byName,
  },
  {
    name: 'Open Inference V2, one flat tensor',
    protocol: 'open-inference',
    values: 'scalars',
    encode: (table) => ({ request: matrix(table.rows.flat(), table), response: answer(table) }),
    features: byTensor,
  },
  {
    name: 'Open Inference V2, one nested tensor',
    protocol: 'open-inference',
    values: 'scalars',
    encode: (table) => ({ request: matrix(table.rows, table), response: answer(table) }),
    features: byTensor,
  },
  {
    name: 'MLflow, dataframe_split',
    protocol: 'mlflow',
    values: 'scalars',
    encode: (table) => ({
      request: { dataframe_split: frame(table) },
      response: { predictions: table.outputs },
    }),
    features: byName,
  },
  {
    name: 'MLflow, dataframe_records',
    protocol: 'mlflow',
    values: 'scalars',
    encode: (table) => ({
      request: { dataframe_records: records(table) },
      response: { predictions: table.outputs },
    }),
    features: byName,
  },
  {
    name: 'MLflow, inputs',
    protocol: 'mlflow',
    values: 'scalars',
    encode: (table) => ({
      url: '/invocations',
      request: { inputs: columns(table), params: { seed: 1 } },
      response: { predictions: table.outputs },
    }),
    features: byName,
  },
  {
    name: 'MLflow, CSV with a header',
    protocol: 'mlflow',
    values: 'cells',
    encode: (table) => ({
      url: '/invocations',
      contentType: CSV,
      request: csvOf([table.names, ...table.rows]),
      response: { predictions: table.outputs },
    }),
    features: byName,
  },
  {
    name: 'SageMaker, JSON',
    protocol: 'sagemaker',
    values: 'scalars',
    encode: ({ rows, outputs }) => ({
      url: '/invocations',
      request: { instances: rows.map((row) => ({ features: row })) },
      response: { predictions: outputs.map((output) => ({ predicted_label: output })) },
    }),
    features: byPosition,
  },
  {
    name: 'SageMaker, JSON Lines',
    protocol: 'sagemaker',
    values: 'scalars',
    encode: ({ rows, outputs }) => ({
      contentType: JSON_LINES,
      responseType: JSON_LINES,
      request: jsonLines(rows.map((row) => ({ data: { features: { values: row } } }))),
      response: jsonLines(outputs.map((output) => ({ predicted_label: output }))),
    }),
    features: byPosition,
  },
  {
    name: 'SageMaker, CSV',
    protocol: 'sagemaker',
    values: 'cells',
    encode: ({ rows, outputs }) => ({
      contentType: `${CSV}; charset=utf-8`,
      responseType: CSV,
      request: csvOf(rows),
      response: csvOf(outputs.map((output) => [output])),
    }),
    features: byPosition,
  },
  {
    name: 'Vertex AI',
    protocol: 'vertex',
    values: 'scalars',
    encode: (table) => ({
      request: { instances: records(table), parameters: {} },
      response: { predictions: table.outputs, deployedModelId: '5', modelVersionId: '2' },
    }),
    features: byName,
  },
  {
    name: 'Azure ML, data',
    protocol: 'azure',
    values: 'scalars',
    encode: ({ rows, outputs }) => ({ request: { data: rows }, response: outputs }),
    features: byPosition,
  },
  {
    name: 'Azure ML, input_data',
    protocol: 'azure',
    values: 'scalars',
    encode: (table) => ({ request: { input_data: frame(table) }, response: table.outputs }),
    features: byName,
  },
  {
    name: 'Seldon V1, ndarray',
    protocol: 'seldon',
    values: 'scalars',
    encode: ({ names, rows, outputs }) => ({
      request: { data: { names, ndarray: rows } },
      response: { data: { names: ['t:0'], ndarray: outputs.map((output) => [output]) }, meta: {} },
    }),
    features: byName,
  },
  {
    name: 'Seldon V1, tensor',
    protocol: 'seldon',
    values: 'numbers',
    encode: ({ names, rows, outputs }) => ({
      request: { data: { tensor: { shape: [rows.length, names.length], values: rows.flat() } } },
      response: { data: { ndarray: outputs } },
    }),
    features: byPosition,
  },
  {
    name: 'plain, features',
    protocol: 'plain',
    values: 'scalars',
    encode: ({ rows, outputs }) => ({ request: { features: rows }, response: { output: outputs } }),
    features: byPosition,
  },
  {
    name: 'plain, a list of objects',
    protocol: 'plain',
    values: 'scalars',
    encode: (table) => ({ request: records(table), response: table.outputs }),
    features: byName,
  },
];
