import type { OptionProblem } from './model-monitor-error.ts';
import { nearestName } from './nearest-name.ts';

/** What a value has to be; `expected` completes "expected …". */
export interface Check<T> {
  readonly expected: string;
  accepts(value: unknown): value is T;
}

/**
 * Reads one group of options. Whatever is wrong becomes a problem with its path; a name that nobody
 * asked for is unknown, so the reading itself is the list of options that exist.
 */
export class OptionReader {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #path: string;
  readonly #problems: OptionProblem[];
  readonly #known = new Set<string>();

  constructor(values: object, path: string, problems: OptionProblem[]) {
    this.#values = values as Readonly<Record<string, unknown>>;
    this.#path = path;
    this.#problems = problems;
  }

  /** A group in which nothing was given. */
  static empty(): OptionReader {
    return new OptionReader({}, '', []);
  }

  /** The option's value; `undefined` when it is absent, or wrong and reported. */
  read<T>(name: string, check: Check<T>): T | undefined {
    this.#known.add(name);
    const value = this.#values[name];
    if (value === undefined || check.accepts(value)) return value;
    this.report(name, `expected ${check.expected}, got ${describe(value)}`);
    return undefined;
  }

  /**
   * An option that is a group of options itself, or a shorthand for one.
   *
   * @param expected - completes "expected …" for a value that is neither.
   * @returns the group's reader (of an empty group for an absent one), or the shorthand.
   */
  group<T = never>(name: string, expected: string, shorthand?: Check<T>): OptionReader | T {
    const accepts = (value: unknown): value is object | T =>
      isPlainObject(value) || (shorthand?.accepts(value) ?? false);
    const value = this.read(name, { expected, accepts });
    if (value !== undefined && !isPlainObject(value)) return value;
    return new OptionReader(value ?? {}, this.pathTo(name), this.#problems);
  }

  /** The names given in this group, for groups in which any name is an option. */
  names(): readonly string[] {
    return Object.keys(this.#values).filter((name) => this.#values[name] !== undefined);
  }

  /** Adds a problem that only the meaning of the value shows. */
  report(name: string, message: string): void {
    this.#problems.push({ path: this.pathTo(name), message });
  }

  pathTo(name: string): string {
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }

  /** Reports every name that was not asked for. */
  finish(): void {
    for (const name of Object.keys(this.#values)) {
      if (this.#known.has(name) || this.#values[name] === undefined) continue;
      const nearest = nearestName(name, this.#known);
      this.report(name, `unknown option${nearest === undefined ? '' : `; did you mean ${nearest}?`}`);
    }
  }
}

export function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof RegExp);
}

/** A value as it stands in an error: short, and never more than its kind when it is long. */
function describe(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `a ${typeof value}` : text;
}
