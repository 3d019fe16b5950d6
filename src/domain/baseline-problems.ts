import type { BaselineProblem } from './baseline-error.ts';

/** More would help nobody, and a hostile file could make millions. */
const MOST_PROBLEMS = 100;
const LONGEST_TEXT = 60;

/** The problems found while a baseline is read; those beyond a hundred are left out. */
export class BaselineProblems {
  readonly list: BaselineProblem[] = [];

  get isFull(): boolean {
    return this.list.length >= MOST_PROBLEMS;
  }

  add(path: string, message: string): void {
    if (!this.isFull) this.list.push({ path, message });
  }

  /** Looks at a value of somebody else's: a getter or a Proxy may throw, which is a problem like any other. */
  guard<T>(path: string, look: () => T): T | undefined {
    try {
      return look();
    } catch (error) {
      this.add(path, `could not be read: ${error instanceof Error ? error.message : describe(error)}`);
      return undefined;
    }
  }
}

/** The path of a member, in quotes where its name is not an ordinary one. */
export function memberPath(path: string, name: string): string {
  if (!/^[\w$-]{1,60}$/.test(name)) return `${path}[${describe(name)}]`;
  return path === '' ? name : `${path}.${name}`;
}

/** A value as it stands in a message: short and on one line. */
export function describe(value: unknown): string {
  if (typeof value === 'string') {
    return value.length > LONGEST_TEXT
      ? `${JSON.stringify(value.slice(0, LONGEST_TEXT))}…`
      : JSON.stringify(value);
  }
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
