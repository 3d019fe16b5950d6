import type { FigureSnapshot } from '../../../domain/figure-snapshot.ts';
import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { QualityMetric } from '../../../domain/quality-metrics.ts';

/** A figure of the whole model, or of a class; `undefined` when it cannot be said. */
export function figureOf(
  { window }: Pick<ModelSnapshot, 'window'>,
  metric: QualityMetric,
  className = '',
): FigureSnapshot | undefined {
  return window.quality.find((figure) => figure.metric === metric && figure.class === className);
}

export function isRegression({ task, window }: Pick<ModelSnapshot, 'task' | 'window'>): boolean {
  return task === 'regression' || window.quality.some(({ metric }) => metric === 'mae');
}
