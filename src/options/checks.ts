import type { Check } from './option-reader.ts';

export const flag: Check<boolean> = {
  expected: 'true or false',
  accepts: (value): value is boolean => typeof value === 'boolean',
};

export const text: Check<string> = {
  expected: 'a text that is not empty',
  accepts: (value): value is string => typeof value === 'string' && value !== '',
};

export const count: Check<number> = {
  expected: 'a whole number of at least 1',
  accepts: (value): value is number => Number.isSafeInteger(value) && (value as number) >= 1,
};

/** @param signature - as it stands in the documentation, such as `(req) => string`. */
export function callback<T extends (...args: never[]) => unknown>(signature: string): Check<T> {
  return {
    expected: `a function ${signature}`,
    accepts: (value): value is T => typeof value === 'function',
  };
}

export function oneOf<const T extends string>(names: readonly T[]): Check<T> {
  return {
    expected: `one of ${names.map((name) => JSON.stringify(name)).join(', ')}`,
    accepts: (value): value is T => (names as readonly unknown[]).includes(value),
  };
}

export function either<A, B>(a: Check<A>, b: Check<B>): Check<A | B> {
  return {
    expected: `${a.expected} or ${b.expected}`,
    accepts: (value): value is A | B => a.accepts(value) || b.accepts(value),
  };
}

/** A list of at least one element that all pass. */
export function listOf<T>(element: Check<T>, expected: string): Check<readonly T[]> {
  return {
    expected,
    accepts: (value): value is readonly T[] =>
      Array.isArray(value) && value.length > 0 && value.every((item) => element.accepts(item)),
  };
}

/** An object with these methods. */
export function objectWith<T extends object>(methods: readonly string[], expected: string): Check<T> {
  return {
    expected,
    accepts: (value): value is T =>
      ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
      methods.every((name) => typeof (value as Record<string, unknown>)[name] === 'function'),
  };
}
