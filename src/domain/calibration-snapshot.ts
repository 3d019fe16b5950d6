import { CALIBRATION_EDGES, type CalibrationBins } from '../statistics/calibration-bins.ts';

/** Scores of a class beside how often it was right: in a well calibrated model the two are alike in every bin. */
export interface CalibrationSnapshot {
  /** Whose scores they are: the positive one of two classes; of more, each where its score was the largest. */
  readonly class: string;
  /** Ascending; bins without labelled predictions are left out. */
  readonly bins: readonly CalibrationBinSnapshot[];
}

export interface CalibrationBinSnapshot {
  /** The upper edge of the bin: 0.1, 0.2, … 1. */
  readonly upTo: number;
  /** The mean score, 0..1. */
  readonly score: number;
  /** The share of which it came true, 0..1. */
  readonly share: number;
  /** Labelled predictions. */
  readonly n: number;
}

/** @returns no class without labelled scores. */
export function calibrationSnapshot(
  classes: Iterable<{ readonly name: string; readonly bins: CalibrationBins | undefined }>,
): readonly CalibrationSnapshot[] {
  return Array.from(classes, ({ name, bins }) => ({
    class: name,
    bins: bins === undefined ? [] : binSnapshots(bins),
  })).filter(({ bins }) => bins.length > 0);
}

function binSnapshots({ counts, hits, scoreSums }: CalibrationBins): readonly CalibrationBinSnapshot[] {
  return Array.from(CALIBRATION_EDGES, (upTo, bin) => {
    const n = counts[bin] as number;
    return { upTo, score: (scoreSums[bin] as number) / n, share: (hits[bin] as number) / n, n };
  }).filter(({ n }) => n > 0);
}
