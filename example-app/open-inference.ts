import { httpError } from './http-error.ts';
import { readFeatures } from './read-features.ts';
import type { WeatherFeatures } from './weather-data.ts';
import { weatherClasses } from './weather-data.ts';
import type { WeatherModel } from './weather-model.ts';
import { predictWeather } from './weather-model.ts';

// The part of the Open Inference Protocol V2 that the model server speaks: JSON tensors, without its extensions.

export interface InferTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: string;
  readonly data: readonly unknown[];
}

export interface InferRequest {
  readonly id?: string;
  readonly parameters?: object;
  readonly inputs: readonly InferTensor[];
}

export interface InferResponse {
  readonly model_name: string;
  readonly model_version: string;
  readonly id?: string;
  readonly outputs: readonly InferTensor[];
}

/** Answers with two tensors: a label per row, and the scores of every class per row. */
export function infer({ name, version, trees }: WeatherModel, request: Partial<InferRequest>): InferResponse {
  const predictions = readInputs(request.inputs).map((features) => predictWeather(trees, features));
  const rows = predictions.length;
  return {
    model_name: name,
    model_version: version,
    ...(request.id === undefined ? {} : { id: request.id }),
    outputs: [
      { name: 'label', shape: [rows], datatype: 'BYTES', data: predictions.map(({ label }) => label) },
      {
        name: 'scores',
        shape: [rows, weatherClasses.length],
        datatype: 'FP64',
        data: predictions.flatMap(({ scores }) => scores),
      },
    ],
  };
}

/** The rows of one tensor per feature, of shape [n] or [n, 1], or of a single tensor of shape [n, 4]. */
function readInputs(inputs: unknown): WeatherFeatures[] {
  if (!Array.isArray(inputs)) throw httpError(400, "the body needs a list 'inputs'");
  const columns = inputs.map((input) => readColumn(Object(input)));
  const [first, ...others] = columns;
  if (first === undefined) return [];
  if (others.length === 0) return first.rows.map(readFeatures);
  if (others.some(({ rows }) => rows.length !== first.rows.length)) {
    throw httpError(400, 'the inputs differ in their number of rows');
  }
  return first.rows.map((_, row) => {
    const features = columns.map(({ name, rows }) => [name, rows[row]?.[0]]);
    return readFeatures(Object.fromEntries(features), row);
  });
}

/** A tensor's values row by row; its data may come nested or flat. */
interface Column {
  readonly name: unknown;
  readonly rows: readonly (readonly unknown[])[];
}

function readColumn({ name, shape, data }: Partial<InferTensor>): Column {
  if (!Array.isArray(shape) || !Array.isArray(data)) {
    throw httpError(400, `input '${name}' needs a list 'shape' and a list 'data'`);
  }
  const [length, ...extents]: number[] = shape;
  const width = extents.reduce((product, extent) => product * extent, 1);
  const values = data.flat();
  if (length === undefined || width === 0 || length * width !== values.length) {
    throw httpError(400, `input '${name}' has a shape that is not that of its data`);
  }
  const rows = Array.from({ length }, (_, row) => values.slice(row * width, (row + 1) * width));
  return { name, rows };
}
