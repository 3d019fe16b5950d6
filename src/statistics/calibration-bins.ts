import { lowerBound } from './bucket-counts.ts';

/** Upper edges of ten bins of equal width over 0..1; a score on an edge belongs to the bin below it. */
export const CALIBRATION_EDGES: Float64Array = Float64Array.of(
  0.1,
  0.2,
  0.3,
  0.4,
  0.5,
  0.6,
  0.7,
  0.8,
  0.9,
  1,
);

/**
 * Scores gathered in ten bins, to be compared with how often they came true.
 * Sums only: bins of several windows or processes add up.
 */
export class CalibrationBins {
  /** Rows per bin. */
  readonly counts: Float64Array;
  /** Rows per bin that came true. */
  readonly hits: Float64Array;
  /** Summed scores per bin. */
  readonly scoreSums: Float64Array;

  /** On one buffer: there are bins for every class and slot of time, and a buffer each took 1.7 times the memory. */
  constructor() {
    const bins = CALIBRATION_EDGES.length;
    const { buffer, BYTES_PER_ELEMENT } = new Float64Array(3 * bins);
    this.counts = new Float64Array(buffer, 0, bins);
    this.hits = new Float64Array(buffer, bins * BYTES_PER_ELEMENT, bins);
    this.scoreSums = new Float64Array(buffer, 2 * bins * BYTES_PER_ELEMENT, bins);
  }

  /**
   * @param score - probability, 0..1.
   * @param hit - 1 when what the score speaks of came true, else 0.
   * @returns the index of the score's bin.
   * @throws RangeError when the score is outside 0..1.
   */
  add(score: number, hit: 0 | 1): number {
    if (!(score >= 0 && score <= 1)) throw new RangeError(`score is ${score}, not a number in 0..1`);
    const bin = lowerBound(CALIBRATION_EDGES, score);
    this.counts[bin] = (this.counts[bin] as number) + 1;
    this.hits[bin] = (this.hits[bin] as number) + hit;
    this.scoreSums[bin] = (this.scoreSums[bin] as number) + score;
    return bin;
  }

  /** Adds all that `other` holds; `other` stays as it is. */
  merge(other: CalibrationBins): void {
    for (let bin = 0; bin < CALIBRATION_EDGES.length; bin += 1) {
      this.counts[bin] = (this.counts[bin] as number) + (other.counts[bin] as number);
      this.hits[bin] = (this.hits[bin] as number) + (other.hits[bin] as number);
      this.scoreSums[bin] = (this.scoreSums[bin] as number) + (other.scoreSums[bin] as number);
    }
  }

  /**
   * Expected calibration error: how far scores and hits lie apart, over the bins by their rows.
   *
   * @returns 0..1; `undefined` when nothing was added.
   */
  calibrationError(): number | undefined {
    let rows = 0;
    let apart = 0;
    for (let bin = 0; bin < CALIBRATION_EDGES.length; bin += 1) {
      rows += this.counts[bin] as number;
      apart += Math.abs((this.hits[bin] as number) - (this.scoreSums[bin] as number));
    }
    return rows === 0 ? undefined : apart / rows;
  }
}
