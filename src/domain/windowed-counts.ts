import { SLOTS_PER_WINDOW } from './model-window.ts';

export interface WindowedCountsOptions {
  readonly places: number;
  readonly slotSeconds: number;
  /** Seconds on a clock that never goes back. */
  readonly now: () => number;
}

/** What was counted when a slot of time began. */
interface Beginning {
  readonly slot: number;
  readonly counts: Float64Array;
}

/**
 * Whole numbers by place, from the start and over the current window. Each is counted once, and the window is what came
 * since it began: of whole numbers that is exact, and takes one pass however many slots it has.
 */
export class WindowedCounts {
  /** From the start. */
  readonly #total: Float64Array;
  readonly #slotSeconds: number;
  readonly #now: () => number;
  /** Of the slots of the window that anything was counted in, oldest first. */
  #beginnings: readonly Beginning[] = [];

  constructor({ places, slotSeconds, now }: WindowedCountsOptions) {
    this.#total = new Float64Array(places);
    this.#slotSeconds = slotSeconds;
    this.#now = now;
  }

  /** The number of the current slot. */
  get slot(): number {
    return Math.floor(this.#now() / this.#slotSeconds);
  }

  /** The counts from the start, to be added to at once. */
  current(): Float64Array {
    const { slot } = this;
    if (this.#beginnings.at(-1)?.slot !== slot) this.#begin(slot);
    return this.#total;
  }

  /** The counts from the start, as they are now. */
  total(): Float64Array {
    return this.#total.slice();
  }

  /** The counts of the current window, as they are now. */
  window(): Float64Array {
    const firstSlot = this.slot - SLOTS_PER_WINDOW + 1;
    const before = this.#beginnings.find(({ slot }) => slot >= firstSlot)?.counts ?? this.#total;
    const counts = new Float64Array(before.length);
    for (let place = 0; place < counts.length; place += 1) {
      counts[place] = (this.#total[place] as number) - (before[place] as number);
    }
    return counts;
  }

  #begin(slot: number): void {
    const kept = this.#beginnings.filter((beginning) => beginning.slot > slot - SLOTS_PER_WINDOW);
    this.#beginnings = [...kept, { slot, counts: this.#total.slice() }];
  }
}
