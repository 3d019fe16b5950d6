import type { FigureSnapshot } from '../../../domain/figure-snapshot.ts';
import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Interval } from '../../../statistics/wilson-interval.ts';
import { intervalBar } from '../charts/interval-bar.ts';
import type { Child } from '../dom/elements.ts';
import { comparedDrift } from '../read/drift.ts';
import { figureOf, isRegression } from '../read/figures.ts';
import { formatN, formatNumber, formatShare, formatShareRange } from '../text/format.ts';
import { figureText, note } from './texts.ts';

/** What the labels say: accuracy, or of numbers how far off they are. */
export function measuredCell(model: ModelSnapshot): Child {
  if (isRegression(model)) return errorsOfNumbers(model);
  const accuracy = figureOf(model, 'accuracy');
  if (accuracy === undefined) return note('no labels');
  return [
    figureText(`${formatShare(accuracy.value)} accuracy`),
    intervalBar(accuracy.value, accuracy.interval, 'measured'),
    note(`${rangeText(accuracy.interval)}${formatN(accuracy.n)}`),
  ];
}

function errorsOfNumbers(model: ModelSnapshot): Child {
  const figures = (['mae', 'rmse', 'r2'] as const).flatMap((metric) => figureOf(model, metric) ?? []);
  const [first, ...others] = figures;
  if (first === undefined) return note('no labels');
  return [figureText(inShort(first)), note([...others.map(inShort), formatN(first.n)].join(' · '))];
}

function inShort({ metric, value }: FigureSnapshot): string {
  return `${metric === 'r2' ? 'R²' : metric.toUpperCase()} ${formatNumber(value)}`;
}

/** What the scores say, without labels. */
export function estimatedCell(model: ModelSnapshot): Child {
  const estimate = comparedDrift(model)?.estimate;
  if (estimate?.accuracy === undefined) return note(isRegression(model) ? 'not for numbers' : 'none');
  return [
    figureText(`≈ ${formatShare(estimate.accuracy)} accuracy`),
    intervalBar(estimate.accuracy, estimate.accuracyInterval, 'estimated'),
    note(`${rangeText(estimate.accuracyInterval)}${formatN(estimate.rows)}`),
  ];
}

function rangeText(interval: Interval | undefined): string {
  return interval === undefined ? '' : `${formatShareRange(interval)}, `;
}
