import type { RankSummary } from './rank-summary.ts';

/**
 * A summary in the making, in memory that serves the next one too: making and clearing arrays for every step was
 * two thirds of the time of a merge (bench/micro/scrape.ts).
 */
export class RankDraft {
  #summary = blankSummary(1024);
  /** Where the next step is written. */
  #spare = blankSummary(1024);
  #start = 0;
  #end = 0;

  /** How many values it has. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** Begins anew, with a row for each of these values, which are ascending. */
  loadValues(sorted: Float64Array): void {
    const { values, rows, perhapsBelow, perhapsUpTo } = this.#turnToSpare(sorted.length);
    for (const value of sorted) {
      if (this.#end === 0 || values[this.#end - 1] !== value) {
        values[this.#end] = value;
        rows[this.#end] = 0;
        perhapsBelow[this.#end] = 0;
        perhapsUpTo[this.#end] = 0;
        this.#end += 1;
      }
      rows[this.#end - 1] = (rows[this.#end - 1] as number) + 1;
    }
  }

  /** Begins anew, with the rows of a summary. */
  load(summary: RankSummary): void {
    copyInto(this.#turnToSpare(summary.values.length), summary);
    this.#end = summary.values.length;
  }

  /** Adds the rows of another summary; what is open in both adds up. */
  unite(other: RankSummary): void {
    const one = { summary: this.#summary, start: this.#start, end: this.#end };
    this.#end = writeUnion(this.#turnToSpare(this.length + other.values.length), one, other);
  }

  /** From the top down, in place: what is written lies above all that is still to be read. */
  joinNeighbours(mostPerhaps: number): void {
    const { values, rows, perhapsBelow, perhapsUpTo } = this.#summary;
    let into = this.#end;
    let openBelow = Number.POSITIVE_INFINITY;
    let openUpTo = 0;
    for (let index = this.#end - 1; index >= this.#start; index -= 1) {
      const below = openBelow + (rows[index] as number);
      // Joining may use half of the allowance: values that come in between inherit it, and need the rest to join.
      if (index > this.#start && below <= mostPerhaps && below - openUpTo <= mostPerhaps / 2) {
        rows[into] = (rows[into] as number) + (rows[index] as number);
        openBelow = below;
      } else {
        into -= 1;
        values[into] = values[index] as number;
        rows[into] = rows[index] as number;
        openBelow = perhapsBelow[index] as number;
        openUpTo = perhapsUpTo[index] as number;
        perhapsUpTo[into] = openUpTo;
      }
      perhapsBelow[into] = openBelow;
    }
    this.#start = into;
  }

  /** What it is now, until its next step. */
  view(): RankSummary {
    const { values, rows, perhapsBelow, perhapsUpTo } = this.#summary;
    const part = (array: Float64Array): Float64Array => array.subarray(this.#start, this.#end);
    return {
      values: part(values),
      rows: part(rows),
      perhapsBelow: part(perhapsBelow),
      perhapsUpTo: part(perhapsUpTo),
    };
  }

  /** What it has become, in memory of its own. */
  finish(): RankSummary {
    const finished = blankSummary(this.length);
    copyInto(finished, this.view());
    return finished;
  }

  /** Swaps the two halves of its memory; the new one is empty, and has room for so many values. */
  #turnToSpare(mostValues: number): RankSummary {
    const next = this.#spare.values.length < mostValues ? blankSummary(mostValues) : this.#spare;
    this.#spare = this.#summary;
    this.#summary = next;
    this.#start = 0;
    this.#end = 0;
    return next;
  }
}

/** Four arrays on one buffer, as a buffer is what takes time and memory. */
function blankSummary(length: number): RankSummary {
  const { buffer } = new Float64Array(4 * length);
  const part = (index: number): Float64Array => new Float64Array(buffer, 8 * index * length, length);
  return { values: part(0), rows: part(1), perhapsBelow: part(2), perhapsUpTo: part(3) };
}

/** A part of a summary's memory: views of it made a snapshot after a slot of time a tenth dearer. */
interface SummaryPart {
  readonly summary: RankSummary;
  readonly start: number;
  readonly end: number;
}

/**
 * Between two of its values a summary knows of a rank what is open below the next. Two `RankCursor`s would do the same in
 * 15 ns a value instead of 6, and a snapshot of fifty versions after a slot of time unites nine hundred summaries.
 *
 * @returns how many values were written.
 */
function writeUnion(
  into: RankSummary,
  { summary: a, start, end: aEnd }: SummaryPart,
  b: RankSummary,
): number {
  const bEnd = b.values.length;
  let aNext = start;
  let bNext = 0;
  let end = 0;
  for (; aNext < aEnd || bNext < bEnd; end += 1) {
    const aValue = aNext < aEnd ? (a.values[aNext] as number) : Number.POSITIVE_INFINITY;
    const bValue = bNext < bEnd ? (b.values[bNext] as number) : Number.POSITIVE_INFINITY;
    const aBelow = aNext < aEnd ? (a.perhapsBelow[aNext] as number) : 0;
    const bBelow = bNext < bEnd ? (b.perhapsBelow[bNext] as number) : 0;
    let rows = 0;
    let aUpTo = aBelow;
    let bUpTo = bBelow;
    if (aValue <= bValue) {
      rows += a.rows[aNext] as number;
      aUpTo = a.perhapsUpTo[aNext] as number;
      aNext += 1;
    }
    if (bValue <= aValue) {
      rows += b.rows[bNext] as number;
      bUpTo = b.perhapsUpTo[bNext] as number;
      bNext += 1;
    }
    into.values[end] = Math.min(aValue, bValue);
    into.rows[end] = rows;
    into.perhapsBelow[end] = aBelow + bBelow;
    into.perhapsUpTo[end] = aUpTo + bUpTo;
  }
  return end;
}

function copyInto(target: RankSummary, source: RankSummary): void {
  target.values.set(source.values);
  target.rows.set(source.rows);
  target.perhapsBelow.set(source.perhapsBelow);
  target.perhapsUpTo.set(source.perhapsUpTo);
}
