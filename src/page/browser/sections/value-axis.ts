import type { SeriesMetric } from '../../../domain/series.ts';
import type { ValueAxis } from '../charts/value-axis.ts';
import { FIGURE_TEXTS, formatFigure } from '../text/figure-texts.ts';

/** How far each kind of figure reaches, and how much is always in sight, so that a small change looks small. */
export function valueAxis(metric: SeriesMetric): ValueAxis {
  const format = (value: number) => formatFigure(metric, value);
  const tick = (value: number) => format(value).replace(/\.0(?!\d)/, '');
  const isShare = FIGURE_TEXTS[metric].unit === 'share';
  return {
    format,
    tick,
    largest: isShare ? 1 : Number.POSITIVE_INFINITY,
    showsZero: metric === 'error_rate' || !isShare,
    leastSpan: metric === 'error_rate' ? 0.02 : isShare ? 0.1 : 0,
  };
}
