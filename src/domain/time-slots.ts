/** Counts of one slot of time, which add up. */
export interface Mergeable<Counts> {
  merge(other: Counts): void;
}

export interface TimeSlotsOptions<Counts> {
  readonly slotSeconds: number;
  /** How many slots are kept, the current one among them. */
  readonly slots: number;
  readonly create: () => Counts;
  /** Seconds on a clock that never goes back. */
  readonly now: () => number;
}

/** One slot of time with its counts. */
export interface TimeSlot<Counts> {
  /** Where it starts on the clock of the slots, in seconds. */
  readonly startSeconds: number;
  readonly counts: Counts;
}

/** Slots that follow each other, added up. */
export interface TimeSpan<Counts> extends TimeSlot<Counts> {
  /** Counted from the beginning of the clock: the next span has the next number. */
  readonly number: number;
  /** For how much of it there was something to count, up to now. */
  readonly seconds: number;
}

/**
 * A ring of slots of time: what is counted goes to the current one, and the oldest is forgotten when a new one
 * begins. A window that ends now is the last few slots, so it is up to one slot shorter than it says.
 */
export class TimeSlots<Counts extends Mergeable<Counts>> {
  readonly #options: TimeSlotsOptions<Counts>;
  readonly #ring: (NumberedSlot<Counts> | undefined)[];
  readonly #startedAt: number;
  /** The sums of all but the current slot: they change only when a slot ends. */
  readonly #closedSums = new Map<number, NumberedSlot<Counts>>();

  constructor(options: TimeSlotsOptions<Counts>) {
    this.#options = options;
    this.#ring = Array.from({ length: options.slots });
    this.#startedAt = options.now();
  }

  /** The counts of the current slot, to be added to. */
  current(): Counts {
    const number = this.#currentNumber();
    const place = number % this.#ring.length;
    const known = this.#ring[place];
    if (known?.number === number) return known.counts;
    const counts = this.#options.create();
    this.#ring[place] = { number, counts };
    return counts;
  }

  /** The sum over the last `count` slots, the current one among them. */
  sumOfLast(count: number): Counts {
    const number = this.#currentNumber();
    const sum = this.#options.create();
    sum.merge(this.#closedSum(number, count));
    const current = this.#slotAt(number);
    if (current !== undefined) sum.merge(current.counts);
    return sum;
  }

  /** For how many seconds there was something to count within the last `count` slots. */
  secondsOfLast(count: number): number {
    const { slotSeconds, now } = this.#options;
    const from = (this.#currentNumber() - count + 1) * slotSeconds;
    return now() - Math.max(from, this.#startedAt);
  }

  /** The slots that anything was counted in, oldest first. */
  *[Symbol.iterator](): Generator<TimeSlot<Counts>> {
    for (const { number, counts } of this.#keptSlots()) {
      yield { startSeconds: number * this.#options.slotSeconds, counts };
    }
  }

  /**
   * What was counted in stretches of so many slots each, oldest first, to be read only; those without anything are left
   * out. They begin at multiples of their length, so that one that has ended is the same whenever it is read.
   */
  spans(slotsEach: number): TimeSpan<Counts>[] {
    const parts = new Map<number, Counts[]>();
    for (const { number, counts } of this.#keptSlots()) {
      const span = Math.floor(number / slotsEach);
      const known = parts.get(span);
      if (known === undefined) parts.set(span, [counts]);
      else known.push(counts);
    }
    return Array.from(parts, ([number, each]) => ({
      number,
      ...this.#timeOf(number, slotsEach),
      counts: this.#sumOf(each),
    }));
  }

  /** Of a single slot its own counts. */
  #sumOf(parts: readonly Counts[]): Counts {
    const [only] = parts;
    if (only !== undefined && parts.length === 1) return only;
    const sum = this.#options.create();
    for (const part of parts) sum.merge(part);
    return sum;
  }

  /** Without what is no longer kept, or was before there was anything to count. */
  #timeOf(span: number, slotsEach: number): Pick<TimeSpan<Counts>, 'startSeconds' | 'seconds'> {
    const { slotSeconds, now } = this.#options;
    const firstSlot = Math.max(span * slotsEach, this.#currentNumber() - this.#ring.length + 1);
    const startSeconds = Math.max(firstSlot * slotSeconds, this.#startedAt);
    const endSeconds = Math.min((span + 1) * slotsEach * slotSeconds, now());
    return { startSeconds, seconds: endSeconds - startSeconds };
  }

  *#keptSlots(): Generator<NumberedSlot<Counts>> {
    const last = this.#currentNumber();
    for (let number = last - this.#ring.length + 1; number <= last; number += 1) {
      const slot = this.#slotAt(number);
      if (slot !== undefined) yield slot;
    }
  }

  #closedSum(currentNumber: number, count: number): Counts {
    const known = this.#closedSums.get(count);
    if (known?.number === currentNumber) return known.counts;
    const counts = this.#options.create();
    for (let number = currentNumber - count + 1; number < currentNumber; number += 1) {
      const slot = this.#slotAt(number);
      if (slot !== undefined) counts.merge(slot.counts);
    }
    this.#closedSums.set(count, { number: currentNumber, counts });
    return counts;
  }

  #slotAt(number: number): NumberedSlot<Counts> | undefined {
    const slot = this.#ring[((number % this.#ring.length) + this.#ring.length) % this.#ring.length];
    return slot?.number === number ? slot : undefined;
  }

  #currentNumber(): number {
    return Math.floor(this.#options.now() / this.#options.slotSeconds);
  }
}

interface NumberedSlot<Counts> {
  readonly number: number;
  readonly counts: Counts;
}
