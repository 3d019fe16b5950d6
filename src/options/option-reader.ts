import { nearestName } from '../domain/nearest-name.ts';
import { describeValue } from './describe-value.ts';
import type { OptionProblem } from './model-monitor-error.ts';
import { isPlainObject } from './plain-object.ts';

/** What a value has to be; `expected` completes "expected …". */
export interface Check<T> {
  readonly expected: string;
  accepts(value: unknown): value is T;
  /** The part of a refused value that is wrong, completing "got …"; `undefined` when it is the whole. */
  found?(value: unknown): string | undefined;
}

/**
 * Reads one group of options: a plain object, of which only the own members count, each read once, so that
 * nothing comes in through a prototype and no getter answers twice. Whatever is wrong becomes a problem
 * with its path. A name that nobody asked for is unknown, so the reading itself is the list of options
 * that exist.
 */
export class OptionReader {
  readonly #values = new Map<string, unknown>();
  readonly #path: string;
  readonly #problems: OptionProblem[];
  readonly #known = new Set<string>();

  private constructor(path: string, problems: OptionProblem[]) {
    this.#path = path;
    this.#problems = problems;
  }

  /** The options as a whole; problems are added to the list. */
  static root(options: unknown, problems: OptionProblem[]): OptionReader {
    return OptionReader.#of(options, '', problems) ?? new OptionReader('', problems);
  }

  /** @returns `undefined` for what is no group of options, which is reported. */
  static #of(options: unknown, path: string, problems: OptionProblem[]): OptionReader | undefined {
    const reader = new OptionReader(path, problems);
    return reader.#guard(path, () => {
      if (isPlainObject(options)) {
        reader.#take(options);
        return reader;
      }
      problems.push({ path, message: `expected an object, got ${describeValue(options)}` });
      return undefined;
    });
  }

  /** A group in which nothing was given. */
  static empty(): OptionReader {
    return new OptionReader('', []);
  }

  /** The option's value; `undefined` when it is absent, or wrong and reported. */
  read<T>(name: string, check: Check<T>): T | undefined {
    this.#known.add(name);
    return this.#guard(this.#pathTo(name), () => {
      const value = this.#values.get(name);
      if (value === undefined || check.accepts(value)) return value;
      const found = check.found?.(value) ?? describeValue(value);
      this.report(name, `expected ${check.expected}, got ${found}`);
      return undefined;
    });
  }

  /**
   * An option that is a group of options itself, or a shorthand for one.
   *
   * @param expected - completes "expected …" for a value that is neither.
   * @returns the group's reader (of an empty group for an absent one), or the shorthand.
   */
  group<T = never>(name: string, expected: string, shorthand?: Check<T>): OptionReader | T {
    const given = this.read<object | T>(name, {
      expected,
      accepts: (value): value is object | T => isPlainObject(value) || shorthand?.accepts(value) === true,
    });
    const path = this.#pathTo(name);
    const reader = new OptionReader(path, this.#problems);
    if (isPlainObject(given)) this.#guard(path, () => reader.#take(given));
    else if (given !== undefined) return given;
    return reader;
  }

  /** The readers of a list of groups, in its order; what is no group is reported and left out. */
  elements(name: string, values: readonly unknown[]): OptionReader[] {
    const path = this.#pathTo(name);
    const readers = Array.from(values, (value, index) =>
      OptionReader.#of(value, `${path}[${index}]`, this.#problems),
    );
    return readers.filter((reader) => reader !== undefined);
  }

  /** Whether the option was given. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The names given in this group, for groups in which any name is an option. */
  names(): readonly string[] {
    return Array.from(this.#values.keys());
  }

  /**
   * Adds a problem that only the meaning of the value shows.
   *
   * @param below - where inside the value it is, such as `[0].edges`.
   */
  report(name: string, message: string, below = ''): void {
    this.#problems.push({ path: this.#pathTo(name) + below, message });
  }

  /** Reports every name that was not asked for. */
  finish(): void {
    for (const name of this.#values.keys()) {
      if (this.#known.has(name)) continue;
      const nearest = nearestName(name, this.#known);
      this.report(name, `unknown option${nearest === undefined ? '' : `; did you mean ${nearest}?`}`);
    }
  }

  #take(values: object): void {
    for (const name of Object.keys(values)) {
      const value = this.#guard(this.#pathTo(name), () => (values as Record<string, unknown>)[name]);
      if (value !== undefined) this.#values.set(name, value);
    }
  }

  /** A getter or a Proxy runs code of the user's when it is looked at; what that throws is a problem too. */
  #guard<T>(path: string, look: () => T): T | undefined {
    try {
      return look();
    } catch (error) {
      const reason = error instanceof Error ? error.message : describeValue(error);
      this.#problems.push({ path, message: `could not be read: ${reason}` });
      return undefined;
    }
  }

  #pathTo(name: string): string {
    if (!/^[\w$-]+$/.test(name)) return `${this.#path}[${JSON.stringify(name)}]`;
    return this.#path === '' ? name : `${this.#path}.${name}`;
  }
}
