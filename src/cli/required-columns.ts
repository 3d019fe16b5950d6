import { didYouMean } from './did-you-mean.ts';
import { UsageError } from './usage-error.ts';

/** Names kept to find the one that was meant. */
const MOST_NAMES = 1000;

/** Columns, each with the flag that names it. */
export function namedBy(flag: string, columns: readonly string[]): readonly (readonly [string, string])[] {
  return columns.map((column) => [column, flag]);
}

/** Columns that the rows have to have, by what asks for them: a flag, or the baseline. */
export class RequiredColumns {
  readonly #askedBy: ReadonlyMap<string, string>;
  readonly #unseen: Map<string, string>;
  readonly #seen = new Set<string>();

  constructor(askedBy: readonly (readonly [column: string, askedBy: string])[]) {
    this.#askedBy = new Map(askedBy);
    this.#unseen = new Map(askedBy);
  }

  /**
   * Checks a file that names all of its columns.
   *
   * @throws UsageError when a column is not among them.
   */
  checkHeader(header: readonly string[], path: string): void {
    for (const [name, askedBy] of this.#askedBy) {
      if (header.includes(name)) continue;
      throw new UsageError(`${path} has no column ${missing(name, askedBy, header)}`);
    }
    this.#unseen.clear();
  }

  /** Takes note of the columns of one row, where every row has its own. */
  see(values: object): void {
    if (this.#unseen.size === 0) return;
    for (const name of Object.keys(values)) {
      this.#unseen.delete(name);
      if (this.#seen.size < MOST_NAMES) this.#seen.add(name);
    }
  }

  /** @throws UsageError when no row had a column. */
  checkAllSeen(): void {
    const [first] = this.#unseen;
    if (first !== undefined) throw new UsageError(`no row has ${missing(...first, this.#seen)}`);
  }
}

function missing(name: string, askedBy: string, names: Iterable<string>): string {
  return `${JSON.stringify(name)}, which ${askedBy} names${didYouMean(name, names)}`;
}
