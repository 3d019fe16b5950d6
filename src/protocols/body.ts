export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/**
 * What `JSON.stringify` sends for a value: what its `toJSON` answers, when it has one. Typed arrays are
 * left alone; `asList` reads them as the lists they stand for.
 */
export function wireValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? toJSON.call(value, '') : value;
}

/** A member of an object as it goes over the wire: what it inherits does not. */
export function member(object: JsonObject, name: string): unknown {
  // Most names are absent, and reading one costs a third of asking `hasOwn`.
  const value = object[name];
  return value !== undefined && Object.hasOwn(object, name) ? wireValue(value) : undefined;
}

/** The first of these names the object has. */
export function firstNameIn(object: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    if (object[name] !== undefined && Object.hasOwn(object, name)) return name;
  }
  return undefined;
}
