import type { ComparedFigure, VersionComparison } from '../../../domain/version-comparison.ts';
import { type Child, type ElementView, element } from '../dom/elements.ts';
import { type Column, table } from '../dom/table.ts';
import type { Selection } from '../live/selection.ts';
import { FIGURE_TEXTS, formatFigure } from '../text/figure-texts.ts';
import { countOf, formatN, formatPoints, formatProbability, shorten } from '../text/format.ts';
import { figureText, note } from './texts.ts';

/** Below this, chance is not a good explanation. */
const SIGNIFICANT = 0.05;

/** The selected version beside every other of its model. */
export function comparisons(all: readonly VersionComparison[], { model, version }: Selection): ElementView[] {
  return all
    .filter((one) => one.model === model && (one.a === version || one.b === version))
    .map((one) => (one.a === version ? one : swapped(one)))
    .filter(({ figures }) => figures.length > 0)
    .map(comparison);
}

function swapped({ model, a, b, figures }: VersionComparison): VersionComparison {
  return {
    model,
    a: b,
    b: a,
    figures: figures.map((figure) => ({
      ...figure,
      a: figure.b,
      b: figure.a,
      difference: -figure.difference,
    })),
  };
}

function comparison({ a, b, figures }: VersionComparison): ElementView {
  const columns: readonly Column[] = [
    { title: 'Figure' },
    { title: `Version ${shorten(a, 20)}`, isNumeric: true },
    { title: `Version ${shorten(b, 20)}`, isNumeric: true },
    { title: 'Difference', isNumeric: true },
    { title: 'By chance?' },
  ];
  return element(
    'div',
    { key: b },
    table({
      caption: `Version ${a} beside version ${b}`,
      columns,
      whenNarrow: 'fold',
      rows: figures.map((figure) => ({ key: figure.metric, cells: cellsOf(figure) })),
    }),
  );
}

function cellsOf({ metric, a, b, difference, pValue }: ComparedFigure): Child[] {
  return [
    FIGURE_TEXTS[metric].title,
    [figureText(formatFigure(metric, a.value)), note(formatN(a.n))],
    [figureText(formatFigure(metric, b.value)), note(formatN(b.n))],
    formatPoints(difference),
    pValue === undefined ? 'cannot be told' : [chanceText(pValue), note(probabilityText(pValue))],
  ];
}

/** `p = 0.032`, `p < 0.001`. */
function probabilityText(pValue: number): string {
  const text = formatProbability(pValue);
  return text.startsWith('<') ? `p ${text}` : `p = ${text}`;
}

function chanceText(pValue: number): string {
  const cases = Math.round(100 * pValue);
  if (pValue >= SIGNIFICANT) return `Perhaps: so large in ${countOf(cases, 'case')} of 100`;
  return cases === 0 ? 'Hardly: in fewer than 1 case of 100' : `Hardly: in ${countOf(cases, 'case')} of 100`;
}
