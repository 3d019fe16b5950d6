import { RankCursor } from './rank-cursor.ts';
import type { RankSummary } from './rank-summary.ts';

/**
 * A summary in the making, in memory that serves the next one too: making and clearing arrays for every step was
 * two thirds of the time of a merge (bench/micro/scrape.ts).
 */
export class RankDraft {
  #summary = blankSummary(1024);
  #start = 0;
  #end = 0;

  /** How many values it has. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** Begins with a row for each of these values, which are ascending. */
  loadValues(sorted: Float64Array): void {
    const { values, rows, perhapsBelow, perhapsUpTo } = this.#begin(sorted.length);
    let end = 0;
    for (const value of sorted) {
      if (end === 0 || values[end - 1] !== value) {
        values[end] = value;
        rows[end] = 0;
        perhapsBelow[end] = 0;
        perhapsUpTo[end] = 0;
        end += 1;
      }
      rows[end - 1] = (rows[end - 1] as number) + 1;
    }
    this.#end = end;
  }

  load(summary: RankSummary): void {
    copyInto(this.#begin(summary.values.length), summary);
    this.#end = summary.values.length;
  }

  /** Begins with the rows of both. */
  loadUnion(left: RankSummary, right: RankSummary): void {
    const mostValues = left.values.length + right.values.length;
    const { values, rows, perhapsBelow, perhapsUpTo } = this.#begin(mostValues);
    const [a, b] = [new RankCursor(left), new RankCursor(right)];
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

  /** What it has become, in memory of its own. */
  finish(): RankSummary {
    const { values, rows, perhapsBelow, perhapsUpTo } = this.#summary;
    const part = (array: Float64Array): Float64Array => array.subarray(this.#start, this.#end);
    const finished = blankSummary(this.length);
    copyInto(finished, {
      values: part(values),
      rows: part(rows),
      perhapsBelow: part(perhapsBelow),
      perhapsUpTo: part(perhapsUpTo),
    });
    return finished;
  }

  #begin(mostValues: number): RankSummary {
    if (this.#summary.values.length < mostValues) this.#summary = blankSummary(mostValues);
    this.#start = 0;
    return this.#summary;
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
