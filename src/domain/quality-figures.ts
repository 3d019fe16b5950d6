import type { ClassFigures } from '../statistics/class-figures.ts';
import { type ClassTally, occurs } from './class-tally.ts';
import type { LabelRanks } from './label-ranks.ts';
import { OTHER } from './limits.ts';
import type { RecentSums } from './model-window.ts';
import type { Figure, QualityMetric } from './quality-metrics.ts';

/** A figure that may not be there to tell. */
type Candidate = Omit<Figure, 'value' | 'class'> & {
  readonly value: number | undefined;
  readonly class?: string;
};

/** What figures are made of; without ranks those that need them are left out. */
interface FigureSums extends RecentSums {
  readonly ranks?: LabelRanks;
}

/**
 * Every figure of a model version that its sums can tell. What is 0/0, or rests on no labels, is left out.
 *
 * Cost: O(classes²), and merging the sketches of the current slot into those of the window.
 */
export function qualityFigures(sums: FigureSums, tally: ClassTally): Figure[] {
  const { labels } = sums;
  const accuracy = shareOf('accuracy', labels.accuracy.sum, labels.accuracy.count);
  return [
    accuracy,
    ...classification(tally),
    ...scoring(sums),
    ...regression(sums),
    ...service(sums),
  ].flatMap(toFigures);
}

function toFigures({ metric, n, hits, class: name = '', value }: Candidate): Figure[] {
  if (value === undefined || !Number.isFinite(value)) return [];
  return [hits === undefined ? { metric, n, class: name, value } : { metric, n, hits, class: name, value }];
}

function classification(tally: ClassTally): Candidate[] {
  const { names, report, positive, hasOther } = tally;
  const perClass = names.flatMap((name, index) =>
    isToldOf(tally, index) ? ofClass(tally, index, name) : [],
  );
  if (positive !== undefined) perClass.push(...ofClass(tally, positive, ''));
  if (hasOther) return perClass;
  const n = report.rows;
  const overAll: Candidate[] = [
    { metric: 'balanced_accuracy', value: report.balancedAccuracy, n },
    { metric: 'mcc', value: report.mcc, n },
    { metric: 'kappa', value: report.kappa, n },
  ];
  return positive === undefined
    ? [...overAll, ...macro(report.macro, n), ...perClass]
    : [...overAll, ...perClass];
}

/** Of two classes both, of more those that occur; none whose name stands for others, or for the whole model. */
function isToldOf({ names, matrix, positive }: ClassTally, index: number): boolean {
  if (names[index] === OTHER || names[index] === '') return false;
  return (positive !== undefined && index < 2) || occurs(index, matrix);
}

function macro({ precision, recall, f1, specificity }: ClassFigures, n: number): Candidate[] {
  return [
    { metric: 'precision', value: precision, n },
    { metric: 'recall', value: recall, n },
    { metric: 'f1', value: f1, n },
    { metric: 'specificity', value: specificity, n },
  ];
}

/** One class against the rest. */
function ofClass({ matrix, report }: ClassTally, index: number, name: string): Candidate[] {
  const hits = matrix[index]?.[index] ?? 0;
  const actual = sum(matrix[index] ?? []);
  const predicted = sum(matrix.map((row) => row[index] ?? 0));
  const others = report.rows - actual;
  return [
    { ...shareOf('precision', hits, predicted), class: name },
    { ...shareOf('recall', hits, actual), class: name },
    { metric: 'f1', class: name, value: report.classes[index]?.f1, n: actual + predicted - hits },
    { ...shareOf('specificity', others - (predicted - hits), others), class: name },
  ];
}

function scoring({ labels, ranks }: FigureSums): Candidate[] {
  const n = labels.scores.labels;
  const { logLoss, brierScore, calibrationError } = labels.scores.figures();
  return [
    { metric: 'log_loss', value: logLoss, n },
    { metric: 'brier_score', value: brierScore, n },
    { metric: 'roc_auc', value: ranks?.rocAuc(), n },
    { metric: 'calibration_error', value: calibrationError, n },
  ];
}

function regression({ labels, ranks }: FigureSums): Candidate[] {
  const { rows: n, mae, mse, rmse, bias, mape, r2 } = labels.regression.figures();
  return [
    { metric: 'mae', value: mae, n },
    { metric: 'mse', value: mse, n },
    { metric: 'rmse', value: rmse, n },
    { metric: 'bias', value: bias, n },
    { metric: 'mape', value: mape, n: labels.regression.percentageRows },
    { metric: 'r2', value: r2, n },
    { metric: 'median_absolute_error', value: ranks?.absoluteErrors.quantile(0.5), n },
  ];
}

/** How the service does, with or without labels. */
function service({ traffic, seconds }: FigureSums): Candidate[] {
  const { requests: n, failures, latencySeconds, predictions } = traffic;
  return [
    shareOf('error_rate', failures, n),
    { metric: 'latency_p50', value: latencySeconds.quantile(0.5), n },
    { metric: 'latency_p90', value: latencySeconds.quantile(0.9), n },
    { metric: 'latency_p95', value: latencySeconds.quantile(0.95), n },
    { metric: 'latency_p99', value: latencySeconds.quantile(0.99), n },
    // One second is the least to speak of a rate.
    { metric: 'throughput', value: predictions / Math.max(seconds, 1), n: predictions },
  ];
}

function shareOf(metric: QualityMetric, hits: number, n: number): Candidate {
  return { metric, value: n === 0 ? undefined : hits / n, n, hits };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
