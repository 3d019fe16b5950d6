import type { ClassificationReport } from '../../src/statistics/classification-report.ts';
import { oracleCases } from './oracle.ts';

/** Predictions of a model on real data, and what scikit-learn says of them. */
export interface ClassificationCase {
  readonly name: string;
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
  /** A probability per class and row. */
  readonly scores: readonly (readonly number[])[];
  readonly report: ClassificationReport;
  readonly logLoss: number;
  readonly brierScore: number;
  readonly rocAuc: number;
  readonly calibrationError: number;
}

/** Breast cancer (2 classes), wine and iris (3, the latter with ties), digits (10). */
export const classificationCases: readonly ClassificationCase[] = oracleCases('classification');
