import { type Unread, unread } from '../domain/prediction.ts';
import { isObject, member } from './body.ts';
import { asList, type List } from './sequence.ts';

/** A tensor as rows: its first dimension is the batch, the others are one row's values. */
export interface Tensor {
  readonly name: string;
  readonly datatype: string;
  readonly rows: number;
  /** Values per row. */
  readonly width: number;
  /** Row-major, at least as far as rows are counted; `undefined` when they cannot be read here. */
  readonly values: List | undefined;
}

/** NumPy's own limit; no tensor that a model takes has more dimensions. */
const MAXIMUM_DIMENSIONS = 64;

/** Where a tensor's values are when they are not in its `data`: behind the JSON, or in shared memory. */
const ELSEWHERE = ['binary_data_size', 'shared_memory_region'] as const;

/**
 * Reads one tensor of the Open Inference Protocol, flat or nested. Its shape is checked against the data
 * that is there before anything is made of it, so that no shape can ask for memory.
 */
export function readTensor(given: unknown, rowLimit: number): Tensor | Unread {
  if (!isObject(given)) return unread('format');
  const [name, datatype] = [member(given, 'name'), member(given, 'datatype')];
  if (typeof name !== 'string' || typeof datatype !== 'string') return unread('format');
  const size = sizeOf(member(given, 'shape'));
  if (size === undefined) return unread('shape');
  const { rows, width } = size;
  const [data, parameters] = [member(given, 'data'), member(given, 'parameters')];
  if (isOpaque(data, parameters)) return { name, datatype, rows, width, values: undefined };
  if (data === undefined) return unread('format');
  const values = rowMajor(asList(data) ?? [data], size, rowLimit);
  return values === undefined ? unread('shape') : { name, datatype, rows, width, values };
}

/** Whether the values cannot be read here: not in the JSON at all, or bytes written as text. */
function isOpaque(data: unknown, parameters: unknown): boolean {
  if (!isObject(parameters)) return false;
  if (member(parameters, 'content_type') === 'base64') return true;
  return data === undefined && ELSEWHERE.some((name) => member(parameters, name) !== undefined);
}

export interface TensorSize {
  readonly rows: number;
  readonly width: number;
  readonly shape: readonly number[];
}

/** The rows and values per row that a shape speaks of; `undefined` for what can be no tensor's shape. */
export function sizeOf(given: unknown): TensorSize | undefined {
  const list = asList(given);
  if (list === undefined || list.length > MAXIMUM_DIMENSIONS) return undefined;
  const shape: number[] = [];
  let width = 1;
  for (let depth = 0; depth < list.length; depth += 1) {
    const extent = list[depth];
    if (typeof extent !== 'number' || !Number.isSafeInteger(extent) || extent < 0) return undefined;
    shape.push(extent);
    if (depth > 0) width *= extent;
  }
  const rows = shape[0] ?? 1;
  const isPossible = Number.isSafeInteger(width * rows) && (width > 0 || rows === 0);
  return isPossible ? { rows, width, shape } : undefined;
}

/** The values in row-major order; `undefined` when they do not fill the shape exactly. */
export function rowMajor(data: List, size: TensorSize, rowLimit: number): List | undefined {
  const { rows, width, shape } = size;
  const isNested = isListOfLists(data);
  if (data.length !== (isNested ? rows : rows * width)) return undefined;
  const values = isNested ? flattened(data.slice(0, rowLimit), shape) : data;
  return values === undefined || isListOfLists(values) ? undefined : values;
}

/** Told by the first element; lists are not mixed with values. */
function isListOfLists(list: List): boolean {
  return list.length > 0 && asList(list[0]) !== undefined;
}

/** Takes off one level of nesting per dimension; each list is measured before it is copied. */
function flattened(data: List, shape: readonly number[]): List | undefined {
  let level = data;
  for (const extent of shape.slice(1)) {
    const next: unknown[] = [];
    for (let index = 0; index < level.length; index += 1) {
      const list = asList(level[index]);
      if (list?.length !== extent) return undefined;
      for (let inner = 0; inner < extent; inner += 1) next.push(list[inner]);
    }
    level = next;
  }
  return level;
}
