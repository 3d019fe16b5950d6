import { cleanLabel } from './label-text.ts';
import { OTHER } from './limits.ts';

/** A category that the baseline never saw. */
export const UNSEEN = '@unseen';
/** No value: null, absent, an empty cell of a CSV file. */
export const MISSING = '@missing';
/** A value that the feature cannot have: NaN, an infinity, the wrong type. */
export const INVALID = '@invalid';

/** Bins of our own. A category that is called like one of them could not be told from it, so it is invalid. */
const RESERVED: ReadonlySet<string> = new Set([OTHER, UNSEEN, MISSING, INVALID]);

export function isMissing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

export function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/**
 * The category that a value belongs to: its text, made fit for a label value.
 *
 * @returns `undefined` for what is no category: NaN and infinities, objects, missing values, names of our own bins.
 */
export function categoryOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'boolean' && !isFiniteNumber(value)) return undefined;
  const name = cleanLabel(String(value));
  return isReserved(name) ? undefined : name;
}

/** Whether this is the name of a bin of our own. */
export function isReserved(name: string): boolean {
  return RESERVED.has(name);
}
