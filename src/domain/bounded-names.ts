import { cleanLabel } from './label-text.ts';
import { OTHER } from './limits.ts';

/**
 * Names numbered in order of appearance, as many as the limit allows; all others share the index
 * `limit` and the name `@other`. Names are data: `__proto__` is one like any other.
 */
export class BoundedNames {
  readonly limit: number;
  readonly #indexes = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #onOverflow: () => void;
  #hasOverflowed = false;

  constructor(limit: number, onOverflow: () => void) {
    this.limit = limit;
    this.#onOverflow = onOverflow;
  }

  /** The number of a name, 0..limit; a new name is added while there is room. */
  indexOf(text: string): number {
    return this.#indexes.get(text) ?? this.#add(cleanLabel(text));
  }

  nameAt(index: number): string {
    return this.#names[index] ?? OTHER;
  }

  /** Every name with its index, `@other` last once something fell under it. */
  *entries(): Generator<[index: number, name: string]> {
    yield* this.#names.entries();
    if (this.#hasOverflowed) yield [this.limit, OTHER];
  }

  #add(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    if (this.#names.length >= this.limit || name === OTHER) {
      this.#hasOverflowed = true;
      this.#onOverflow();
      return this.limit;
    }
    this.#indexes.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }
}
