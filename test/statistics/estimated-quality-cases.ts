import type { EstimatedQuality } from '../../src/statistics/estimated-quality.ts';
import { oracleCases } from './oracle.ts';

/** A model on real data, calibrated on one part of it and estimated on another. */
export interface EstimatedQualityCase {
  readonly name: string;
  /** A probability per class and row, as the model says it. */
  readonly calibrationScores: readonly (readonly number[])[];
  readonly calibrationTruth: readonly number[];
  readonly scores: readonly (readonly number[])[];
  readonly predicted: readonly number[];
  /** Of the first rows of `scores`, calibrated by scikit-learn. */
  readonly probabilities: readonly (readonly number[])[];
  /** By scikit-learn's figures of rows weighted by these probabilities, and pair by pair. */
  readonly estimated: EstimatedQuality;
  /** The same with the labels at hand. */
  readonly measured: EstimatedQuality;
}

/** Breast cancer (2 classes, a good model and a poor one), wine (3), digits (10). */
export const estimatedQualityCases: readonly EstimatedQualityCase[] = oracleCases('estimated-quality');
