import type { SeriesMetric } from '../../../domain/series.ts';
import { dashesOf, type LineLook } from '../charts/line-dashes.ts';
import type { ChartLine } from '../charts/time-chart.ts';
import { type ElementView, element, svg } from '../dom/elements.ts';
import { formatFigure } from '../text/figure-texts.ts';
import { shorten } from '../text/format.ts';

/** Which line is which, and where each stands now. */
export function chartLegend(lines: readonly ChartLine[], metric: SeriesMetric): ElementView {
  return element(
    'ul',
    { class: 'chart-legend' },
    lines.map(({ name, look, values }) => {
      const last = values.findLast((value) => value !== undefined);
      return element(
        'li',
        { key: name },
        lineSample(look),
        element('bdi', {}, shorten(name)),
        last === undefined ? undefined : element('span', { class: 'figure' }, formatFigure(metric, last)),
      );
    }),
  );
}

function lineSample(look: LineLook): ElementView {
  const isOther = typeof look === 'object';
  return svg(
    'svg',
    { class: 'line-sample', viewBox: '0 0 28 6', 'aria-hidden': 'true' },
    svg('line', {
      class: isOther ? 'other' : look,
      x1: 1,
      x2: 27,
      y1: 3,
      y2: 3,
      'stroke-dasharray': dashesOf(look).join(' ') || undefined,
    }),
  );
}
