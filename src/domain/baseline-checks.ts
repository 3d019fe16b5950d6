import type { Check } from './baseline-members.ts';
import { BASELINE_SCHEMA, isFeatureName, isScoreFeature, PREDICTION_FEATURE } from './baseline-schema.ts';
import { isFiniteNumber, isReserved } from './feature-value.ts';
import { cleanLabel } from './label-text.ts';
import { OTHER } from './limits.ts';
import type { TaskName } from './prediction.ts';

export const schemaName: Check<typeof BASELINE_SCHEMA> = oneOf([BASELINE_SCHEMA]);

export const text: Check<string> = {
  expected: 'a text',
  accepts: (value) => typeof value === 'string',
};

export const finite: Check<number> = { expected: 'a finite number', accepts: isFiniteNumber };

export const count: Check<number> = {
  expected: 'a whole number >= 0',
  accepts: (value): value is number => Number.isSafeInteger(value) && (value as number) >= 0,
};

export const notNegative: Check<number> = {
  expected: 'a finite number >= 0',
  accepts: (value): value is number => isFiniteNumber(value) && value >= 0,
};

export const probability: Check<number> = {
  expected: 'a number in 0..1',
  accepts: (value): value is number => isFiniteNumber(value) && value >= 0 && value <= 1,
};

export const dateTime: Check<string> = {
  expected: 'a date and time such as "2026-01-31T12:00:00Z"',
  accepts: (value): value is string =>
    text.accepts(value) && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
};

export const task: Check<TaskName | 'auto'> = oneOf(['classification', 'regression', 'auto']);

export const featureType: Check<'numeric' | 'categorical'> = oneOf(['numeric', 'categorical']);

export const featureName: Check<string> = {
  expected: 'a name of 1 to 128 characters without control characters, not beginning with "@"',
  accepts: (value): value is string =>
    text.accepts(value) && (isFeatureName(value) || (isScoreFeature(value) && isClean(value))),
};

export const predictionName: Check<typeof PREDICTION_FEATURE> = oneOf([PREDICTION_FEATURE]);

export const category: Check<string> = {
  expected: 'a text of at most 128 characters without control characters, and not the name of a bin of ours',
  accepts: (value): value is string => text.accepts(value) && isClean(value) && !isReserved(value),
};

/** `@other` closes a list that does not name them all. */
export const otherCategory: Check<string> = {
  expected: category.expected,
  accepts: (value): value is string => value === OTHER || category.accepts(value),
};

function isClean(name: string): boolean {
  return name === cleanLabel(name);
}

function oneOf<T extends string>(names: readonly T[]): Check<T> {
  const known: readonly unknown[] = names;
  return {
    expected:
      names.length === 1
        ? JSON.stringify(names[0])
        : `one of ${names.map((name) => JSON.stringify(name)).join(', ')}`,
    accepts: (value): value is T => known.includes(value),
  };
}

/** The index of the first element that is not above the one before it; -1 when they strictly rise. */
export function firstNotRising(numbers: readonly number[]): number {
  return numbers.findIndex((number, index) => index > 0 && number <= (numbers[index - 1] as number));
}

/** The index of the first element that stood in the list before; -1 when all differ. */
export function firstRepeated(names: readonly string[]): number {
  const seen = new Set<string>();
  return names.findIndex((name) => seen.size === seen.add(name).size);
}
