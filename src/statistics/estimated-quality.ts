import type { ClassFigures } from './class-figures.ts';
import { classificationReport } from './classification-report.ts';
import { mean } from './compensated-sum.ts';
import type { ExpectedConfusion } from './expected-confusion.ts';
import type { ExpectedRocAuc } from './expected-roc-auc.ts';

/** How well one class is expected to be told from all others; `undefined` where it cannot be said. */
export type EstimatedClassFigures = Pick<ClassFigures, 'precision' | 'recall' | 'f1'>;

/**
 * What the figures of a classifier are likely to turn out as once the labels are there; all within 0..1, and
 * `undefined` where it cannot be said. Of two classes precision, recall and f1 are those of the positive one, of more
 * the means over the classes.
 */
export interface EstimatedQuality extends EstimatedClassFigures {
  /** Predictions that the estimate rests on. */
  readonly rows: number;
  readonly accuracy: number | undefined;
  /** Of more than two classes the mean over those against the rest. */
  readonly rocAuc: number | undefined;
  /** In the order of the confusion matrix. */
  readonly classes: readonly EstimatedClassFigures[];
}

/** What an estimate is made from. */
export interface EstimateSource {
  readonly confusion: ExpectedConfusion;
  /** Of two classes one; of more one per class. */
  readonly rocAucs: readonly ExpectedRocAuc[];
  /** Index of the positive of two classes; by default the second. */
  readonly positive?: number;
}

/**
 * Estimates the quality of predictions without labels, from how likely each class is the right one
 * (confidence-based performance estimation, CBPE).
 *
 * Accuracy and precision are expected values. Recall, f1 and the area are ratios of expected values, which for some
 * hundred rows is the same. docs/estimated-quality.md says what is assumed, and when not to trust it.
 *
 * @throws RangeError when `positive` is not the index of a class.
 * @see J. Białek, W. Kuberski, N. Perrakis, A. Bifet, We don't need no labels: estimating post-deployment model
 *   performance under covariate shift without ground truth, arXiv 2401.08348 (2024)
 */
export function estimatedQuality({ confusion, rocAucs, positive = 1 }: EstimateSource): EstimatedQuality {
  const { accuracy, macro, classes } = classificationReport(confusion.matrix());
  const ofPositive = classes[positive];
  if (ofPositive === undefined) {
    throw new RangeError(`positive is ${positive}, not the index of one of ${classes.length} classes`);
  }
  return {
    rows: confusion.rows,
    accuracy,
    ...estimable(classes.length === 2 ? ofPositive : macro),
    get rocAuc() {
      return meanArea(rocAucs);
    },
    classes: classes.map(estimable),
  };
}

/** Asked for only when it is read: it takes longer than all the rest. */
function meanArea(rocAucs: readonly ExpectedRocAuc[]): number | undefined {
  return mean(rocAucs.map((area) => area.rocAuc()).filter((area) => area !== undefined));
}

/** Without specificity, which is not among the estimates that are promised. */
function estimable({ precision, recall, f1 }: ClassFigures): EstimatedClassFigures {
  return { precision, recall, f1 };
}
