import type { Baseline, BaselineFeature } from '../domain/baseline.ts';
import { isScoreFeature } from '../domain/baseline-schema.ts';
import { asPlainList } from '../domain/output.ts';
import type { ObservedPrediction } from '../domain/pending-entry.ts';
import { REDACTED, type SecretNameTest } from '../domain/secret-names.ts';

export interface FeatureRules {
  /** Which features are written: all, none, or those of these names. */
  readonly features: boolean | readonly string[];
  readonly isSecretName: SecretNameTest;
  /** A row of more values is left out, an image for instance. */
  readonly mostValues: number;
  /** Told of every row, or list within one, that was left out. */
  readonly onSkipped: () => void;
}

/** Names whose secrecy is remembered at most: clients can make them up. */
const MOST_NAMES = 1000;
const REDACTED_TEXT: string = JSON.stringify(REDACTED);
const NO_POSITIONS: ReadonlySet<number> = new Set();

/**
 * Writes the features of a row as JSON, whatever the handler gave: NaN and infinities are `null`, a BigInt is its
 * digits as text, a typed array a list, a secret `"[redacted]"`, and what cannot be read is `null`.
 */
export class FeatureText {
  readonly #rules: FeatureRules;
  readonly #secrets = new Map<string, boolean>();
  readonly #positions = new WeakMap<Baseline, ReadonlySet<number>>();

  constructor(rules: FeatureRules) {
    this.#rules = rules;
  }

  /** @returns `undefined` when there is nothing to write. */
  of({ prediction, state }: ObservedPrediction): string | undefined {
    const { features: wanted, mostValues, onSkipped } = this.#rules;
    if (wanted === false) return undefined;
    try {
      const given = asPlainList(prediction.features);
      if (typeof given !== 'object' || given === null) return undefined;
      if (isNames(wanted)) return this.#members(wanted, valueFinder(given, state));
      if (valuesIn(given) <= mostValues) return this.#whole(given, state);
      onSkipped();
      return undefined;
    } catch {
      return 'null';
    }
  }

  /** At once where nothing can go wrong, which is usual; else value by value. */
  #whole(given: object, state: ModelState): string {
    if (Array.isArray(given)) return this.#list(given, this.#secretPositions(state));
    if (this.#isHarmless(given)) return JSON.stringify(given);
    return this.#members(Object.keys(given), (name) => Reflect.get(given, name));
  }

  #list(given: readonly unknown[], secrets: ReadonlySet<number>): string {
    if (secrets.size === 0 && given.every(isScalar)) return JSON.stringify(given);
    const values = Array.from(given, (value, position) =>
      secrets.has(position) ? REDACTED_TEXT : (this.#value(value) ?? 'null'),
    );
    return `[${values.join()}]`;
  }

  /** Which values of a list have the name of a secret in the baseline. */
  #secretPositions(state: ModelState): ReadonlySet<number> {
    const baseline = state.baseline?.drift?.baseline;
    if (baseline === undefined) return NO_POSITIONS;
    const known = this.#positions.get(baseline);
    if (known !== undefined) return known;
    const names = Array.from(inputsOf(state).entries());
    const secrets = names.filter(([, { name }]) => this.#isSecret(name)).map(([position]) => position);
    const positions = new Set(secrets);
    this.#positions.set(baseline, positions);
    return positions;
  }

  #isHarmless(given: object): boolean {
    try {
      if ('toJSON' in given) return false;
      return Object.keys(given).every((name) => !this.#isSecret(name) && isScalar(Reflect.get(given, name)));
    } catch {
      return false;
    }
  }

  #members(names: readonly string[], find: ValueFinder): string {
    const members: string[] = [];
    for (const name of names) {
      const text = this.#named(name, find);
      if (text !== undefined) members.push(`${JSON.stringify(name)}:${text}`);
    }
    return `{${members.join()}}`;
  }

  #named(name: string, find: ValueFinder): string | undefined {
    try {
      const value = find(name);
      return value !== undefined && this.#isSecret(name) ? REDACTED_TEXT : this.#value(value);
    } catch {
      return 'null';
    }
  }

  /** @returns `undefined` for what JSON leaves out. */
  #value(value: unknown): string | undefined {
    const { mostValues, onSkipped } = this.#rules;
    const plain = asPlainList(value);
    if (Array.isArray(plain) && plain.length > mostValues) {
      onSkipped();
      return 'null';
    }
    try {
      return JSON.stringify(plain, this.#writable);
    } catch {
      return 'null';
    }
  }

  readonly #writable = (name: string, value: unknown): unknown => {
    if (this.#isSecret(name)) return REDACTED;
    return typeof value === 'bigint' ? String(value) : asPlainList(value);
  };

  #isSecret(name: string): boolean {
    const known = this.#secrets.get(name);
    if (known !== undefined) return known;
    const isSecret = this.#rules.isSecretName(name);
    if (this.#secrets.size < MOST_NAMES) this.#secrets.set(name, isSecret);
    return isSecret;
  }
}

type ModelState = ObservedPrediction['state'];
type ValueFinder = (name: string) => unknown;

function isNames(wanted: true | readonly string[]): wanted is readonly string[] {
  return wanted !== true;
}

function valuesIn(given: object): number {
  return Array.isArray(given) ? given.length : Object.keys(given).length;
}

/** Whether JSON can write it without a look inside; NaN becomes `null` by itself. */
function isScalar(value: unknown): boolean {
  return (
    value === null || (typeof value !== 'object' && typeof value !== 'bigint' && typeof value !== 'function')
  );
}

/** Finds values by name; in a list by the name that the baseline has for the position, else `f0`, `f1` and so on. */
function valueFinder(given: object, state: ModelState): ValueFinder {
  if (!Array.isArray(given)) {
    return (name) => (Object.hasOwn(given, name) ? Reflect.get(given, name) : undefined);
  }
  const inputs = inputsOf(state);
  return (name) => {
    const position = inputs.findIndex((feature) => feature.name === name);
    return given[position === -1 ? positionIn(name) : position];
  };
}

/** The features of the baseline, in the order of the values of a list. */
function inputsOf({ baseline }: ModelState): readonly BaselineFeature[] {
  return baseline?.drift?.baseline.features.filter(({ name }) => !isScoreFeature(name)) ?? [];
}

function positionIn(name: string): number {
  return /^f\d{1,9}$/.test(name) ? Number(name.slice(1)) : -1;
}
