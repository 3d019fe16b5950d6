import type { EstimateSnapshot } from '../../../domain/drift-snapshot.ts';
import type { FigureSnapshot } from '../../../domain/figure-snapshot.ts';
import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { QualityMetric } from '../../../domain/quality-metrics.ts';
import type { Child, ElementView } from '../dom/elements.ts';
import { type Column, type Row, table } from '../dom/table.ts';
import { comparedDrift } from '../read/drift.ts';
import { FIGURE_TEXTS, formatFigure } from '../text/figure-texts.ts';
import { formatCount, formatShareRange } from '../text/format.ts';
import { figureText, note } from './texts.ts';

const SERVICE: readonly QualityMetric[] = [
  'throughput',
  'error_rate',
  'latency_p50',
  'latency_p90',
  'latency_p95',
  'latency_p99',
];

const COLUMNS: readonly Column[] = [
  { title: 'Figure' },
  { title: 'Measured', isNumeric: true },
  { title: 'n', isNumeric: true },
  { title: 'Estimated', isNumeric: true },
];

/** How right the model is: every figure of the whole model, with what it rests on and how to read it. */
export function qualityTable(model: ModelSnapshot): ElementView | undefined {
  const figures = figuresOfWhole(model).filter(({ metric }) => !SERVICE.includes(metric));
  const estimates = estimatesOf(comparedDrift(model)?.estimate);
  const onlyEstimated = Array.from(estimates.keys()).filter(
    (metric) => !figures.some((figure) => figure.metric === metric),
  );
  const rows = [
    ...figures.map((figure) => figureRow(figure, estimates.get(figure.metric))),
    ...onlyEstimated.map((metric) => estimateRow(metric, estimates.get(metric))),
  ];
  if (rows.length === 0) return undefined;
  const hasEstimates = estimates.size > 0;
  const columns = hasEstimates ? COLUMNS : COLUMNS.slice(0, -1);
  return table({
    caption: 'Figures of quality',
    columns,
    whenNarrow: 'fold',
    rows: cut(rows, columns.length),
  });
}

/** How the model is served, with or without labels. */
export function serviceTable(model: ModelSnapshot): ElementView {
  const figures = SERVICE.flatMap(
    (metric) => figuresOfWhole(model).find((figure) => figure.metric === metric) ?? [],
  );
  const columns = COLUMNS.slice(0, -1);
  const rows = cut(
    figures.map((figure) => figureRow(figure, undefined)),
    columns.length,
  );
  return table({ caption: 'Figures of the service', columns, rows, whenNarrow: 'fold' });
}

function figuresOfWhole({ window }: ModelSnapshot): FigureSnapshot[] {
  return window.quality.filter((figure) => figure.class === '');
}

function figureRow({ metric, value, interval, n }: FigureSnapshot, estimate: Child): Row {
  return {
    key: metric,
    cells: [
      nameCell(metric),
      [figureText(formatFigure(metric, value)), interval && note(formatShareRange(interval))],
      formatCount(n),
      estimate,
    ],
  };
}

function estimateRow(metric: QualityMetric, estimate: Child): Row {
  return { key: metric, cells: [nameCell(metric), 'no labels', '0', estimate] };
}

function nameCell(metric: QualityMetric): Child {
  const { title, help } = FIGURE_TEXTS[metric];
  return [title, note(help)];
}

function estimatesOf(estimate: EstimateSnapshot | undefined): Map<QualityMetric, Child> {
  const values: readonly (readonly [QualityMetric, number | undefined])[] = [
    ['accuracy', estimate?.accuracy],
    ['precision', estimate?.precision],
    ['recall', estimate?.recall],
    ['f1', estimate?.f1],
    ['roc_auc', estimate?.rocAuc],
  ];
  return new Map(
    values.flatMap(([metric, value]) =>
      value === undefined ? [] : [[metric, estimateCell(metric, value, estimate)] as const],
    ),
  );
}

function estimateCell(metric: QualityMetric, value: number, estimate: EstimateSnapshot | undefined): Child {
  const interval = metric === 'accuracy' ? estimate?.accuracyInterval : undefined;
  return [`≈ ${formatFigure(metric, value)}`, interval && note(formatShareRange(interval))];
}

function cut(rows: readonly Row[], columns: number): Row[] {
  return rows.map((row) => ({ ...row, cells: row.cells.slice(0, columns) }));
}
