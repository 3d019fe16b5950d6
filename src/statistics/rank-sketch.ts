import { RankDraft } from './rank-draft.ts';
import { exactSummary, type RankSummary } from './rank-summary.ts';

/** Values kept at most; up to this many different ones nothing is open. */
const MOST_VALUES = 512;
/** When there are more, neighbours are joined until at most this share of the rows is open at any value. */
const OPEN_SHARE = 1 / 200;
/** What the share is raised by for as long as that leaves too many, as some orders of arrival do. */
const SHARE_GROWTH = 1.5;
/** Values gathered between two sortings: the more, the cheaper each. */
const BUFFERED_VALUES = 512;

/** Summaries merged at most before they are united: of a sum that is read but once they never are. */
const MOST_MERGED = 10;

/** A summary that does not change, so that several sketches can hold it. */
interface Part {
  readonly summary: RankSummary;
  readonly rows: number;
}

const NOTHING: Part = { summary: exactSummary(new Float64Array(0)), rows: 0 };

const draft = new RankDraft();

/**
 * How many of the numbers seen lie below any number, within a small share of all of them, however they are
 * distributed and in whatever order they come. Memory follows what it has seen, up to 21 kB.
 *
 * Exact up to 512 different values. Beyond, 1/200 of the rows is open at a value, or as much more as it takes: 1/133
 * in random order, 1/59 in the worst order found. The error is at most half of that.
 */
export class RankSketch {
  #settled = NOTHING;
  #merged: Part[] = [];
  #buffered: number[] = [];

  /** @throws RangeError when the value is not a finite number. */
  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`value is ${value}, not a finite number`);
    this.#buffered.push(value);
    if (this.#buffered.length === BUFFERED_VALUES) this.#settle();
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: RankSketch): void {
    this.#merged.push(other.#settle());
    if (this.#merged.length === MOST_MERGED) this.#settle();
  }

  summary(): RankSummary {
    return this.#settle().summary;
  }

  /** The same without uniting what was merged for good, in more values perhaps: right until `lent` is used again. */
  summaryIn(lent: RankDraft): RankSummary {
    if (this.#merged.length === 0) return this.summary();
    const [first = NOTHING, ...others] = this.#parts();
    lent.load(first.summary);
    for (const { summary } of others) lent.unite(summary);
    return lent.view();
  }

  #settle(): Part {
    this.#settled = unite(this.#parts());
    this.#merged = [];
    this.#buffered = [];
    return this.#settled;
  }

  /** All that is not empty. */
  #parts(): readonly Part[] {
    const rows = this.#buffered.length;
    const buffered = rows === 0 ? NOTHING : exactPart(this.#buffered);
    return [this.#settled, ...this.#merged, buffered].filter((part) => part.rows > 0);
  }
}

function exactPart(values: readonly number[]): Part {
  return { summary: exactSummary(new Float64Array(values).sort()), rows: values.length };
}

function unite([first = NOTHING, ...others]: readonly Part[]): Part {
  if (others.length === 0) return first;
  draft.load(first.summary);
  let { rows } = first;
  for (const other of others) {
    draft.unite(other.summary);
    rows += other.rows;
    shorten(rows * OPEN_SHARE);
  }
  return { summary: draft.finish(), rows };
}

function shorten(openRows: number): void {
  for (let mostOpen = openRows; draft.length > MOST_VALUES; mostOpen *= SHARE_GROWTH) {
    draft.joinNeighbours(mostOpen);
  }
}
