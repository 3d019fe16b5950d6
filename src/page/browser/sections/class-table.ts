import type { FigureSnapshot } from '../../../domain/figure-snapshot.ts';
import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { QualityMetric } from '../../../domain/quality-metrics.ts';
import { type Child, type ElementView, element } from '../dom/elements.ts';
import { scrollBox, table } from '../dom/table.ts';
import { figureOf } from '../read/figures.ts';
import { FIGURE_TEXTS, formatFigure } from '../text/figure-texts.ts';
import { formatN, formatShareRange, shorten } from '../text/format.ts';
import { figureText, note } from './texts.ts';

const OF_CLASSES: readonly QualityMetric[] = ['precision', 'recall', 'f1', 'specificity'];

/** Each class against the rest, the one with the lowest F1 first: that is where the model fails. */
export function classTable(model: ModelSnapshot): ElementView | undefined {
  const names = Array.from(new Set(model.window.quality.map((figure) => figure.class))).filter(Boolean);
  if (names.length === 0) return undefined;
  const weakestFirst = names.toSorted((a, b) => f1Of(model, a) - f1Of(model, b));
  const figures = table({
    caption: 'Figures of each class',
    whenNarrow: 'fold',
    columns: [
      { title: 'Class' },
      ...OF_CLASSES.map((metric) => ({ title: FIGURE_TEXTS[metric].title, isNumeric: true })),
    ],
    rows: weakestFirst.map((name) => ({
      key: name,
      cells: [
        element('bdi', {}, shorten(name)),
        ...OF_CLASSES.map((metric) => classCell(figureOf(model, metric, name))),
      ],
    })),
  });
  return scrollBox('Figures of each class', figures);
}

function classCell(figure: FigureSnapshot | undefined): Child {
  if (figure === undefined) return undefined;
  const { metric, value, interval, n } = figure;
  return [
    figureText(formatFigure(metric, value)),
    interval && note(formatShareRange(interval)),
    note(formatN(n)),
  ];
}

function f1Of(model: ModelSnapshot, name: string): number {
  return figureOf(model, 'f1', name)?.value ?? 1;
}
