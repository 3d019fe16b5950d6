import { describeValue } from './describe-value.ts';
import type { Check } from './option-reader.ts';

export const flag: Check<boolean> = {
  expected: 'true or false',
  accepts: (value): value is boolean => typeof value === 'boolean',
};

export const text: Check<string> = {
  expected: 'a non-empty string',
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

export function oneOf<const T extends string | boolean>(values: readonly T[]): Check<T> {
  const shown = values.map((value) => describeValue(value));
  return {
    expected: shown.length === 1 ? shown.join() : `one of ${shown.join(', ')}`,
    accepts: (value): value is T => (values as readonly unknown[]).includes(value),
  };
}

export function either<A, B>(a: Check<A>, b: Check<B>): Check<A | B> {
  return {
    expected: `${a.expected} or ${b.expected}`,
    accepts: (value): value is A | B => a.accepts(value) || b.accepts(value),
    found: (value) => a.found?.(value) ?? b.found?.(value),
  };
}

/** What may also be left out. */
export function optional<T>(check: Check<T>): Check<T | undefined> {
  return {
    expected: check.expected,
    accepts: (value): value is T | undefined => value === undefined || check.accepts(value),
  };
}

/** An array whose elements all pass; it may be empty. */
export function arrayOf<T>(element: Check<T>, expected: string): Check<readonly T[]> {
  // `findIndex` looks into the holes of a sparse array, which `every` leaps over.
  const misfitIn = (array: readonly unknown[]): number => array.findIndex((item) => !element.accepts(item));
  return {
    expected,
    accepts: (value): value is readonly T[] => Array.isArray(value) && misfitIn(value) === -1,
    found: (value) => {
      const index = Array.isArray(value) ? misfitIn(value) : -1;
      if (index === -1) return undefined;
      const misfit = (value as readonly unknown[])[index];
      return `${element.found?.(misfit) ?? describeValue(misfit)} at [${index}]`;
    },
  };
}

/** An object, of any class, whose members pass; what else it has is its own affair. */
export function objectWith<T extends object>(
  members: Readonly<Record<string, Check<unknown>>>,
  expected: string,
): Check<T> {
  const misfitIn = (object: object): string | undefined =>
    Object.keys(members).find((name) => members[name]?.accepts(Reflect.get(object, name)) === false);
  return {
    expected,
    accepts: (value): value is T => isObject(value) && misfitIn(value) === undefined,
    found: (value) => {
      const name = isObject(value) ? misfitIn(value) : undefined;
      if (name === undefined || !isObject(value)) return undefined;
      return `${describeValue(value)} whose ${name} is ${describeValue(Reflect.get(value, name))}`;
    },
  };
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
