import assert from 'node:assert/strict';

/** Numbers this close to an expected 0 are equal to it. */
const ROUNDING = 1e-15;

/**
 * Compares whole values in which numbers may differ by rounding; `undefined` equals the `null` of JSON.
 *
 * @param relative - how far a number may be off, as a part of the expected one.
 */
export function assertClose(actual: unknown, expected: unknown, relative = 1e-12): void {
  assert.deepEqual(differences(actual, expected, { path: 'value', relative }), []);
}

interface Place {
  readonly path: string;
  readonly relative: number;
}

function differences(actual: unknown, expected: unknown, place: Place): readonly string[] {
  const isClose =
    typeof actual === 'number' && typeof expected === 'number'
      ? Math.abs(actual - expected) <= Math.abs(expected) * place.relative + ROUNDING
      : Object.is(actual ?? null, expected ?? null);
  if (isClose) return [];
  if (!isObject(actual) || !isObject(expected)) return [`${place.path} is ${actual}, not ${expected}`];
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...keys].flatMap((key) =>
    differences(actual[key], expected[key], { ...place, path: `${place.path}.${key}` }),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
