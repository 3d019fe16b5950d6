import type { LabelEvent } from '../domain/event.ts';
import type { Truth } from '../domain/labelled-row.ts';

/** What turned out to be right, and when it came. */
export interface KeptLabel {
  readonly truth: Truth;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
}

export interface LabelTableLimits {
  /** Labels kept at most. */
  readonly labels: number;
  /** Different texts among their truths. */
  readonly texts: number;
}

/** 5 million labels take 2^23 places: 210 MB. */
const LIMITS: LabelTableLimits = { labels: 5_000_000, texts: 10_000 };
const FEWEST_PLACES = 1024;
/** A fuller table finds free places too slowly. */
const FULLEST = 0.7;

/** What stands in a place: nothing, a label of one of three kinds, or one that its prediction has taken. */
const KIND = { none: 0, number: 1, text: 2, boolean: 3, taken: 4 } as const;

/** Places for labels, in columns: objects would take ten times the memory. */
interface Places {
  readonly highHashes: Uint32Array;
  readonly lowHashes: Uint32Array;
  readonly kinds: Uint8Array;
  /** The number, the index of the text, or 0 and 1. */
  readonly values: Float64Array;
  readonly times: Float64Array;
}

/**
 * The labels of a log by the ids of their predictions: 25 bytes a place, of which up to 70 % are full. All labels are
 * read before the first prediction, so none can come too late. An id is known by 64 bits of hash: of logs with 5
 * million labels, one in a million has two that are taken for one.
 */
export class LabelTable {
  readonly #limits: LabelTableLimits;
  readonly #texts: string[] = [];
  readonly #textNumbers = new Map<string, number>();
  #places = createPlaces(FEWEST_PLACES);
  #kept = 0;
  #count = 0;
  #taken = 0;
  #forgotten = 0;

  constructor(limits: LabelTableLimits = LIMITS) {
    this.#limits = limits;
  }

  /** Labels seen. */
  get count(): number {
    return this.#count;
  }

  /** Labels for which no prediction came: without one in the log, for one that had a label already, or forgotten. */
  get unmatched(): number {
    return this.#count - this.#taken;
  }

  /** Labels there was no room for. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** Of several labels of one id the first counts. */
  add({ id, truth, time }: LabelEvent): void {
    this.#count += 1;
    if (this.#kept >= FULLEST * this.#places.kinds.length) this.#grow();
    const [high, low] = hashOf(id);
    const place = this.#placeOf(high, low);
    if (this.#places.kinds[place] !== KIND.none) return;
    const packed = this.#pack(truth);
    if (packed === undefined || this.#kept >= this.#limits.labels) {
      this.#forgotten += 1;
      return;
    }
    this.#kept += 1;
    this.#places.highHashes[place] = high;
    this.#places.lowHashes[place] = low;
    [this.#places.kinds[place], this.#places.values[place]] = packed;
    this.#places.times[place] = Date.parse(time);
  }

  /** The label of a prediction, which no other prediction gets. */
  take(id: string): KeptLabel | undefined {
    const place = this.#placeOf(...hashOf(id));
    const { kinds, values, times } = this.#places;
    const truth = this.#unpack(kinds[place] as number, values[place] as number);
    if (truth === undefined) return undefined;
    kinds[place] = KIND.taken;
    this.#taken += 1;
    return { truth, timeMs: times[place] as number };
  }

  #pack(truth: Truth): readonly [kind: number, value: number] | undefined {
    if (typeof truth === 'number') return [KIND.number, truth];
    if (typeof truth === 'boolean') return [KIND.boolean, truth ? 1 : 0];
    const number = this.#textNumbers.get(truth) ?? this.#texts.length;
    if (number >= this.#limits.texts) return undefined;
    this.#textNumbers.set(truth, number);
    this.#texts[number] = truth;
    return [KIND.text, number];
  }

  #unpack(kind: number, value: number): Truth | undefined {
    if (kind === KIND.number) return value;
    if (kind === KIND.boolean) return value === 1;
    return kind === KIND.text ? this.#texts[value] : undefined;
  }

  /** Where an id stands, or the free place where it would. */
  #placeOf(high: number, low: number): number {
    const { highHashes, lowHashes, kinds } = this.#places;
    const mask = kinds.length - 1;
    let place = low & mask;
    while (kinds[place] !== KIND.none && (lowHashes[place] !== low || highHashes[place] !== high)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  #grow(): void {
    const before = this.#places;
    this.#places = createPlaces(2 * before.kinds.length);
    for (const [old, kind] of before.kinds.entries()) {
      if (kind === KIND.none) continue;
      const place = this.#placeOf(before.highHashes[old] as number, before.lowHashes[old] as number);
      for (const column of ['highHashes', 'lowHashes', 'kinds', 'values', 'times'] as const) {
        this.#places[column][place] = before[column][old] as number;
      }
    }
  }
}

/** @param count - a power of two. */
function createPlaces(count: number): Places {
  return {
    highHashes: new Uint32Array(count),
    lowHashes: new Uint32Array(count),
    kinds: new Uint8Array(count),
    values: new Float64Array(count),
    times: new Float64Array(count),
  };
}

/** Two hashes of 32 bits: multiplied character by character by different primes, mixed at the end as MurmurHash3 does. */
function hashOf(text: string): readonly [high: number, low: number] {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2_654_435_761);
    low = Math.imul(low ^ code, 1_597_334_677);
  }
  return [mixed(high), mixed(low)];
}

function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const whole = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
  return (whole ^ (whole >>> 16)) >>> 0;
}
