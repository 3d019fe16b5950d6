import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Child } from '../dom/elements.ts';
import { figureOf } from '../read/figures.ts';
import { formatFigure } from '../text/figure-texts.ts';
import { formatCount, formatLatencies, formatN } from '../text/format.ts';
import { figureText, note } from './texts.ts';

/** The percentiles stay on one line. */
export const LATENCY_TITLE = 'Latency p50\u00a0·\u00a0p95\u00a0·\u00a0p99';

/** Which requests failed, of how many. */
export function errorsCell(model: ModelSnapshot): Child {
  const errors = figureOf(model, 'error_rate');
  if (errors === undefined) return note('no requests');
  const { requests, failures } = model.window;
  return [
    figureText(formatFigure('error_rate', errors.value)),
    note(`${formatCount(failures)}\u00a0of\u00a0${formatCount(requests)}`),
  ];
}

/** What `LATENCY_TITLE` stands above. */
export function latencyCell(model: ModelSnapshot): Child {
  const figures = (['latency_p50', 'latency_p95', 'latency_p99'] as const).flatMap(
    (metric) => figureOf(model, metric) ?? [],
  );
  const [first] = figures;
  if (first === undefined) return note('no requests');
  return [figureText(formatLatencies(figures.map(({ value }) => value))), note(formatN(first.n))];
}
