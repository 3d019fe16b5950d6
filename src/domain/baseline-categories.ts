/**
 * Rows per category of a stream, by name: exact up to `capacity` different names.
 *
 * Beyond that the rarest are forgotten: every count is short by at most 1/capacity of the rows, a name with more than
 * that is always there, and what was forgotten is in the total.
 *
 * @see J. Misra, D. Gries, Finding repeated elements, Science of Computer Programming 2 (1982); merging: P. Agarwal
 *   et al., Mergeable summaries, ACM Transactions on Database Systems 38 (2013)
 */
export class BaselineCategories {
  readonly #capacity: number;
  readonly #counts = new Map<string, number>();
  #total = 0;
  #hasForgotten = false;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Rows added, those forgotten among them. */
  get total(): number {
    return this.#total;
  }

  /** Whether there were more names than are kept. */
  get hasForgotten(): boolean {
    return this.#hasForgotten;
  }

  add(name: string, rows = 1): void {
    this.#total += rows;
    const known = this.#counts.get(name);
    if (known !== undefined) this.#counts.set(name, known + rows);
    else if (this.#counts.size < this.#capacity) this.#counts.set(name, rows);
    else this.#forget(name, rows);
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: BaselineCategories): void {
    const total = this.#total + other.#total;
    for (const [name, rows] of other.#counts) this.add(name, rows);
    this.#total = total;
    this.#hasForgotten ||= other.#hasForgotten;
  }

  /** Names with their rows, by falling count, then by name in the order of code units. */
  ranked(): readonly (readonly [name: string, rows: number])[] {
    return Array.from(this.#counts).sort(
      ([nameA, rowsA], [nameB, rowsB]) => rowsB - rowsA || (nameA < nameB ? -1 : 1),
    );
  }

  /** Takes as much from every name as leaves room for one. */
  #forget(name: string, rows: number): void {
    this.#hasForgotten = true;
    const taken = Math.min(rows, ...this.#counts.values());
    for (const [known, count] of this.#counts) {
      if (count > taken) this.#counts.set(known, count - taken);
      else this.#counts.delete(known);
    }
    if (rows > taken) this.#counts.set(name, rows - taken);
  }
}
