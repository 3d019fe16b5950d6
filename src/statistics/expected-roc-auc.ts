import { CompensatedSum } from './compensated-sum.ts';
import { ExpectedRanks } from './expected-ranks.ts';
import { ratio } from './ratio.ts';
import { areaUnderRoc } from './roc-area.ts';

/** Different scores up to which the area is exact. */
const MOST_SCORES = 1024;

/**
 * The ROC AUC to be expected of rows without labels, of which the chances of being positive are known: the
 * expected number of pairs of a positive and a negative row in which the positive has the higher score, ties for
 * half, over the expected number of such pairs. In at most 85 kB, whatever the scores.
 *
 * A pair is two different rows. To count a row as a pair with itself, as weights alone would, pulls the area
 * towards 0.5: by 0.02 among ten rows, by 0.002 among a hundred.
 *
 * Exact up to 1024 different scores. Beyond, over twelve hard distributions and half a million rows, within 0.0003 of
 * the exact area when rows came in random order and within 0.003 in the worst order found.
 */
export class ExpectedRocAuc {
  readonly #ranks = new ExpectedRanks(MOST_SCORES);
  readonly #positives = new CompensatedSum();
  readonly #negatives = new CompensatedSum();
  /** What of the product of the two sums pairs a row with itself. */
  readonly #selfPairs = new CompensatedSum();
  #rows = 0;

  /**
   * @param score - what the rows are ordered by, a finite number: higher means more likely positive.
   * @param probability - how likely the row is positive, 0..1.
   * @throws RangeError when it is not so; then nothing is added.
   */
  add(score: number, probability: number): void {
    if (!Number.isFinite(score)) throw new RangeError(`score is ${score}, not a finite number`);
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(`probability is ${probability}, not a number in 0..1`);
    }
    this.#ranks.add(score, probability);
    this.#positives.add(probability);
    this.#negatives.add(1 - probability);
    this.#selfPairs.add(probability * (1 - probability));
    this.#rows += 1;
  }

  /** Adds all that `other` has seen; `other` stays as it is. */
  merge(other: ExpectedRocAuc): void {
    this.#ranks.merge(other.#ranks);
    this.#positives.merge(other.#positives);
    this.#negatives.merge(other.#negatives);
    this.#selfPairs.merge(other.#selfPairs);
    this.#rows += other.#rows;
  }

  /** @returns 0..1; `undefined` without two rows, or when one class is not to be expected at all. */
  rocAuc(): number | undefined {
    const area = areaUnderRoc(this.#ranks.positives(), this.#ranks.negatives());
    if (area === undefined || this.#rows < 2) return undefined;
    const [pairs, selfPairs] = [this.#positives.value * this.#negatives.value, this.#selfPairs.value];
    const expected = ratio(area * pairs - selfPairs / 2, pairs - selfPairs);
    return expected === undefined ? undefined : Math.min(1, Math.max(0, expected));
  }
}
