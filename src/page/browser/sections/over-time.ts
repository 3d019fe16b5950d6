import type { Series, SeriesMetric } from '../../../domain/series.ts';
import { type ChartLine, type TimeChartData, timeChart } from '../charts/time-chart.ts';
import { type Child, type ElementView, element, widget } from '../dom/elements.ts';
import { table } from '../dom/table.ts';
import type { Theme } from '../live/theme.ts';
import { type FigureLines, figureLines } from '../read/series-lines.ts';
import { FIGURE_TEXTS, formatFigure } from '../text/figure-texts.ts';
import { formatN, formatSeconds, formatTimeOf } from '../text/format.ts';
import { chartLegend } from './chart-legend.ts';
import { note } from './texts.ts';
import { valueAxis } from './value-axis.ts';

/** A chart, and the figures it can show. */
export interface ChartChoice {
  readonly name: string;
  /** Where there is a choice; else the figure's own. */
  readonly title: string;
  readonly metrics: readonly SeriesMetric[];
}

/** Quality, speed, traffic and errors: in this order a reader asks for them. */
export const CHARTS: readonly ChartChoice[] = [
  { name: 'quality', title: 'Quality', metrics: ['accuracy', 'precision', 'recall', 'f1', 'mae', 'rmse'] },
  { name: 'latency', title: 'Latency', metrics: ['latency_p95', 'latency_p50', 'latency_p99'] },
  { name: 'traffic', title: 'Traffic', metrics: ['throughput'] },
  { name: 'errors', title: 'Errors', metrics: ['error_rate'] },
];

export interface OverTimeState {
  readonly series: Series;
  readonly version: string;
  readonly theme: Theme;
  /** The figure that was chosen for a chart. */
  readonly chosen: (chart: string) => SeriesMetric | undefined;
  readonly onChoose: (chart: string, metric: SeriesMetric) => void;
}

/** All versions of a model in the same charts, the selected one in front. */
export function overTime(state: OverTimeState): ElementView {
  return element(
    'div',
    { class: 'charts' },
    CHARTS.map((chart) => figureChart(chart, state)),
  );
}

function figureChart(chart: ChartChoice, state: OverTimeState): ElementView {
  const { series, version, theme, chosen } = state;
  const known = chart.metrics.filter((metric) => isKnown(series, metric));
  const metric =
    known.find((one) => one === chosen(chart.name)) ?? known[0] ?? chart.metrics[0] ?? 'accuracy';
  const lines = figureLines(series, version, metric);
  return element(
    'figure',
    { key: chart.name, class: 'chart' },
    element(
      'figcaption',
      {},
      figureChoice(chart, { known, metric, state }),
      element('p', { class: 'note' }, FIGURE_TEXTS[metric].help),
    ),
    ...(lines.lines.length === 0
      ? [element('p', { class: 'nothing' }, nothingText(metric))]
      : [
          widget(`${metric} ${theme}`, timeChart, chartData(lines, metric)),
          chartLegend(lines.lines, metric),
          dataTable(lines, metric, series.slotSeconds),
        ]),
  );
}

function isKnown({ models }: Series, metric: SeriesMetric): boolean {
  return models.some(({ points }) =>
    points.some(({ figures }) => figures.some((figure) => figure.metric === metric)),
  );
}

function nothingText(metric: SeriesMetric): string {
  return metric === 'accuracy' ? 'No labels yet.' : 'Nothing yet.';
}

interface Choosing {
  readonly known: readonly SeriesMetric[];
  readonly metric: SeriesMetric;
  readonly state: OverTimeState;
}

/** The title of the chart; a choice where there is one. */
function figureChoice({ name, title }: ChartChoice, { known, metric, state }: Choosing): ElementView {
  if (known.length < 2) return element('h4', {}, FIGURE_TEXTS[metric].title);
  const choose = ({ target }: Event) => {
    const { value } = target as HTMLSelectElement;
    const chosen = known.find((one) => one === value);
    if (chosen !== undefined) state.onChoose(name, chosen);
  };
  return element(
    'div',
    { class: 'chart-title' },
    element('h4', {}, title),
    element(
      'select',
      { 'aria-label': `Figure of the chart of ${name}`, onchange: choose },
      known.map((one) =>
        element('option', { key: one, value: one, selected: one === metric }, FIGURE_TEXTS[one].title),
      ),
    ),
  );
}

function chartData({ times, lines, intervals }: FigureLines, metric: SeriesMetric): TimeChartData {
  // That of a few requests without an error is so wide that it would be all that is seen.
  const hasBand = metric !== 'error_rate' && intervals.some(Boolean);
  return { times, lines, intervals: hasBand ? intervals : undefined, axis: valueAxis(metric) };
}

/** The same as the chart, for those who do not see it, and those who want the numbers. */
function dataTable({ times, lines }: FigureLines, metric: SeriesMetric, slotSeconds: number): ElementView {
  const { title } = FIGURE_TEXTS[metric];
  return element(
    'details',
    { class: 'help' },
    element('summary', {}, 'Show the numbers'),
    table({
      caption: `${title} over time, by stretches of ${formatSeconds(slotSeconds)}`,
      whenNarrow: 'scroll',
      columns: [{ title: 'From' }, ...lines.map(({ name }) => ({ title: name, isNumeric: true }))],
      rows: times
        .map((time, index) => ({
          key: String(time),
          cells: [
            formatTimeOf(time - slotSeconds / 2, times),
            ...lines.map((line) => valueCell(metric, line, index)),
          ],
        }))
        .reverse(),
    }),
  );
}

function valueCell(metric: SeriesMetric, { values, counts }: ChartLine, index: number): Child {
  const value = values[index];
  return value === undefined ? undefined : [formatFigure(metric, value), note(formatN(counts[index] ?? 0))];
}
