import type { ClassFigures } from '../statistics/class-figures.ts';
import { sumOf } from '../statistics/sum-of.ts';
import { type ClassTally, occurs } from './class-tally.ts';
import type { LabelRanks } from './label-ranks.ts';
import { OTHER } from './limits.ts';
import type { RecentSums } from './model-window.ts';
import type { Figure, QualityMetric } from './quality-metrics.ts';

/** A figure that may not be there to tell. */
type Candidate = Omit<Figure, 'value'> & { readonly value: number | undefined };

/** So many of so many. */
interface Share {
  readonly hits: number;
  readonly n: number;
}

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
  const { accuracy } = sums.labels;
  return [
    shareOf('accuracy', { hits: accuracy.sum, n: accuracy.count }),
    ...classification(tally),
    ...scoring(sums),
    ...regression(sums),
    ...service(sums),
  ].filter(isTold);
}

function isTold(candidate: Candidate): candidate is Figure {
  return Number.isFinite(candidate.value);
}

function classification(tally: ClassTally): Candidate[] {
  const { names, report, positive, hasOther } = tally;
  const perClass = names.flatMap((name, index) =>
    isToldOf(tally, index) ? ofClass(tally, index, name) : [],
  );
  if (positive !== undefined) perClass.push(...ofClass(tally, positive, ''));
  if (hasOther) return perClass;
  const { rows: n, balancedAccuracy, mcc, kappa, macro } = report;
  const overAll = [
    figureOf('balanced_accuracy', balancedAccuracy, n),
    figureOf('mcc', mcc, n),
    figureOf('kappa', kappa, n),
  ];
  return positive === undefined ? [...overAll, ...macroOf(macro, n), ...perClass] : [...overAll, ...perClass];
}

/** Of two classes both, of more those that occur; none whose name stands for others, or for the whole model. */
function isToldOf({ names, matrix, positive }: ClassTally, index: number): boolean {
  if (names[index] === OTHER || names[index] === '') return false;
  return (positive !== undefined && index < 2) || occurs(index, matrix);
}

function macroOf({ precision, recall, f1, specificity }: ClassFigures, n: number): Candidate[] {
  return [
    figureOf('precision', precision, n),
    figureOf('recall', recall, n),
    figureOf('f1', f1, n),
    figureOf('specificity', specificity, n),
  ];
}

/** One class against the rest. */
function ofClass({ matrix, report }: ClassTally, index: number, name: string): Candidate[] {
  const hits = matrix[index]?.[index] ?? 0;
  const actual = sumOf(matrix[index] ?? []);
  const predicted = matrix.reduce((total, row) => total + (row[index] ?? 0), 0);
  const others = report.rows - actual;
  return [
    shareOf('precision', { hits, n: predicted }, name),
    shareOf('recall', { hits, n: actual }, name),
    { metric: 'f1', n: actual + predicted - hits, class: name, value: report.classes[index]?.f1 },
    shareOf('specificity', { hits: others - (predicted - hits), n: others }, name),
  ];
}

function scoring({ labels, ranks }: FigureSums): Candidate[] {
  const n = labels.scores.labels;
  const { logLoss, brierScore, calibrationError } = labels.scores.figures();
  return [
    figureOf('log_loss', logLoss, n),
    figureOf('brier_score', brierScore, n),
    figureOf('roc_auc', ranks?.rocAuc(), n),
    figureOf('calibration_error', calibrationError, n),
  ];
}

function regression({ labels, ranks }: FigureSums): Candidate[] {
  const { rows: n, mae, mse, rmse, bias, mape, r2 } = labels.regression.figures();
  return [
    figureOf('mae', mae, n),
    figureOf('mse', mse, n),
    figureOf('rmse', rmse, n),
    figureOf('bias', bias, n),
    figureOf('mape', mape, labels.regression.percentageRows),
    figureOf('r2', r2, n),
    figureOf('median_absolute_error', ranks?.absoluteErrors.quantile(0.5), n),
  ];
}

/** How the service does, with or without labels. */
function service({ traffic, seconds }: FigureSums): Candidate[] {
  const { requests: n, failures, latencySeconds, predictions } = traffic;
  return [
    shareOf('error_rate', { hits: failures, n }),
    figureOf('latency_p50', latencySeconds.quantile(0.5), n),
    figureOf('latency_p90', latencySeconds.quantile(0.9), n),
    figureOf('latency_p95', latencySeconds.quantile(0.95), n),
    figureOf('latency_p99', latencySeconds.quantile(0.99), n),
    // One second is the least to speak of a rate.
    figureOf('throughput', predictions / Math.max(seconds, 1), predictions),
  ];
}

/** A figure of the whole model. */
function figureOf(metric: QualityMetric, value: number | undefined, n: number): Candidate {
  return { metric, n, class: '', value };
}

/** A figure that is a share of `n`, of the whole model or of a class. */
function shareOf(metric: QualityMetric, { hits, n }: Share, name = ''): Candidate {
  return { metric, n, hits, class: name, value: n === 0 ? undefined : hits / n };
}
