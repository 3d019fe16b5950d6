import { RankCursor } from './rank-cursor.ts';
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
    const [a, b] = [new RankCursor(this.view()), new RankCursor(other)];
    const { values, rows, perhapsBelow, perhapsUpTo } = this.#turnToSpare(this.length + other.values.length);
    let end = 0;
    for (; a.hasNext || b.hasNext; end += 1) {
      const value = Math.min(a.nextValue, b.nextValue);
      a.moveTo(value);
      b.moveTo(value);
      values[end] = value;
      rows[end] = a.rows + b.rows;
      perhapsBelow[end] = a.perhapsBelow + b.perhapsBelow;
      perhapsUpTo[end] = a.perhapsUpTo + b.perhapsUpTo;
    }
    this.#end = end;
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

function copyInto(target: RankSummary, source: RankSummary): void {
  target.values.set(source.values);
  target.rows.set(source.rows);
  target.perhapsBelow.set(source.perhapsBelow);
  target.perhapsUpTo.set(source.perhapsUpTo);
}
