import { type BaselineProblems, describe, memberPath } from './baseline-problems.ts';
import { nearestName } from './nearest-name.ts';

/** What a value has to be; `expected` completes "expected …". */
export interface Check<T> {
  readonly expected: string;
  accepts(value: unknown): value is T;
}

const anything: Check<unknown> = { expected: 'anything', accepts: (_value): _value is unknown => true };

/** Longer lists than any baseline has: nothing is copied before this is known. */
const MOST_ELEMENTS = 100_000;

/**
 * Reads one object of a baseline file: its own members only, each once. Whatever is wrong becomes a problem with its
 * path; a member that nobody asked for is unknown.
 */
export class BaselineMembers {
  readonly path: string;
  readonly problems: BaselineProblems;
  readonly #values = new Map<string, unknown>();
  readonly #known = new Set<string>();

  private constructor(path: string, problems: BaselineProblems) {
    this.path = path;
    this.problems = problems;
  }

  /** `undefined` for what is no object, and reported. */
  static of(value: unknown, path: string, problems: BaselineProblems): BaselineMembers | undefined {
    return problems.guard(path, () => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        problems.add(path, `expected an object, got ${describe(value)}`);
        return undefined;
      }
      const members = new BaselineMembers(path, problems);
      members.#take(value);
      return members;
    });
  }

  /** A member as it was given, unchecked. */
  raw(name: string): unknown {
    return this.#values.get(name);
  }

  /** A member that may be absent; also `undefined` when it is wrong, and reported. */
  optional<T>(name: string, check: Check<T>): T | undefined {
    this.#known.add(name);
    const value = this.#values.get(name);
    return value === undefined ? undefined : this.#checked(name, value, check);
  }

  required<T>(name: string, check: Check<T>): T | undefined {
    this.#known.add(name);
    return this.#checked(name, this.#values.get(name), check);
  }

  /** A list that may be absent; `undefined` too when the list or one of its elements is wrong. */
  optionalList<T>(name: string, element: Check<T>): readonly T[] | undefined {
    this.#known.add(name);
    return this.#values.get(name) === undefined ? undefined : this.list(name, element);
  }

  list<T>(name: string, element: Check<T>): readonly T[] | undefined {
    this.#known.add(name);
    const path = memberPath(this.path, name);
    return this.problems.guard(path, () => {
      const value = this.#values.get(name);
      const isList = Array.isArray(value);
      if (!isList || value.length > MOST_ELEMENTS) {
        const expected = isList ? `at most ${MOST_ELEMENTS} elements` : 'a list';
        this.problems.add(path, `expected ${expected}, got ${describe(value)}`);
        return undefined;
      }
      return checkedElements(Array.from(value), element, (index, message) =>
        this.problems.add(`${path}[${index}]`, message),
      );
    });
  }

  /** A member that is an object itself; `undefined` when it is absent, or wrong and reported. */
  object(name: string): BaselineMembers | undefined {
    this.#known.add(name);
    const value = this.#values.get(name);
    return value === undefined
      ? undefined
      : BaselineMembers.of(value, memberPath(this.path, name), this.problems);
  }

  /** A list of objects, of those that are objects; `undefined` when it is no list. */
  objects(name: string): readonly BaselineMembers[] | undefined {
    const path = memberPath(this.path, name);
    return this.list(name, anything)
      ?.map((value, index) => BaselineMembers.of(value, `${path}[${index}]`, this.problems))
      .filter((members) => members !== undefined);
  }

  /** The names given, for objects in which any name may stand. */
  names(): readonly string[] {
    return Array.from(this.#values.keys());
  }

  /** Adds a problem that only the meaning of a member, or of one element of a list, shows. */
  report(name: string, message: string, index?: number): void {
    const path = memberPath(this.path, name);
    this.problems.add(index === undefined ? path : `${path}[${index}]`, message);
  }

  /** Reports every member that was not asked for. */
  finish(): void {
    for (const name of this.#values.keys()) {
      if (this.problems.isFull) return;
      if (this.#known.has(name)) continue;
      const nearest = nearestName(name, this.#known);
      this.report(name, `unknown member${nearest === undefined ? '' : `; did you mean ${nearest}?`}`);
    }
  }

  #take(object: object): void {
    for (const name of Object.keys(object)) {
      const path = memberPath(this.path, name);
      const value = this.problems.guard(path, () => (object as Record<string, unknown>)[name]);
      if (value !== undefined) this.#values.set(name, value);
    }
  }

  #checked<T>(name: string, value: unknown, check: Check<T>): T | undefined {
    const path = memberPath(this.path, name);
    return this.problems.guard(path, () => {
      if (check.accepts(value)) return value;
      this.problems.add(path, `expected ${check.expected}, got ${describe(value)}`);
      return undefined;
    });
  }
}

function checkedElements<T>(
  elements: readonly unknown[],
  check: Check<T>,
  report: (index: number, message: string) => void,
): readonly T[] | undefined {
  const accepted: T[] = [];
  for (const [index, element] of elements.entries()) {
    if (check.accepts(element)) accepted.push(element);
    else report(index, `expected ${check.expected}, got ${describe(element)}`);
  }
  return accepted.length === elements.length ? accepted : undefined;
}
