/**
 * Things read by position. A plain list is one as it stands; others make each element when it is asked
 * for, so that a batch of a million rows costs no more than the rows that are counted.
 */
export interface Sequence<T> {
  readonly length: number;
  at(index: number): T | undefined;
}

/** An array, or a typed array as tensor libraries hand out: also indexed. */
export interface List extends Sequence<unknown> {
  readonly [index: number]: unknown;
  slice(start?: number, end?: number): List;
}

/** The value as a list; `undefined` when it is none. */
export function asList(value: unknown): List | undefined {
  if (Array.isArray(value)) return value;
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? (value as unknown as List) : undefined;
}

/** A typed array as an array of its own, so that a buffer used again does not change what was read. */
export function asArray(list: List): readonly unknown[] {
  return Array.isArray(list) ? list : Array.from(list);
}

/** A sequence of what `make` makes of each element. */
export function mapped<T>(source: Sequence<unknown>, make: (element: unknown) => T): Sequence<T> {
  return { length: source.length, at: (index) => make(source.at(index)) };
}
