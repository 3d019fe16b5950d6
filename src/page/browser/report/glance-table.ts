import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import { type Child, type ElementView, element } from '../dom/elements.ts';
import { type Column, type Row, table } from '../dom/table.ts';
import { comparedDrift, driftedFeatures, featureTitle } from '../read/drift.ts';
import { figureOf } from '../read/figures.ts';
import { versionStatus } from '../read/version-status.ts';
import { estimatedCell, measuredCell } from '../sections/quality-cells.ts';
import { statusBadge } from '../sections/status-badge.ts';
import { figureText, note } from '../sections/texts.ts';
import { formatFigure } from '../text/figure-texts.ts';
import { countOf, formatCount, formatLatencies, shorten } from '../text/format.ts';

/** One line of the table: a version, or one day of it. */
export interface GlanceRow {
  readonly key: string;
  readonly name: Child;
  readonly model: ModelSnapshot;
}

export interface GlanceContent {
  readonly caption: string;
  /** What the first column holds. */
  readonly of: string;
  readonly rows: readonly GlanceRow[];
}

const COLUMNS: readonly Column[] = [
  { title: 'Status' },
  { title: 'Predictions' },
  { title: 'Errors' },
  { title: 'Latency p50 · p95 · p99' },
  { title: 'Measured quality' },
  { title: 'Estimated' },
  { title: 'Drift' },
];

/** Versions or days in a line each: is it asked, does it answer, is it right, has the world changed. */
export function glanceTable({ caption, of, rows }: GlanceContent): ElementView {
  return table({ caption, columns: [{ title: of }, ...COLUMNS], rows: rows.map(rowOf), whenNarrow: 'fold' });
}

function rowOf({ key, name, model }: GlanceRow): Row {
  return {
    key,
    cells: [
      name,
      statusBadge(versionStatus(model, [])),
      predictionsCell(model),
      errorsCell(model),
      latencyCell(model),
      measuredCell(model),
      estimatedCell(model),
      driftCell(model),
    ],
  };
}

function predictionsCell({ window }: ModelSnapshot): Child {
  return [figureText(formatCount(window.predictions)), note(`in ${countOf(window.requests, 'request')}`)];
}

function errorsCell(model: ModelSnapshot): Child {
  const errors = figureOf(model, 'error_rate');
  if (errors === undefined) return note('no requests');
  return [
    figureText(formatFigure('error_rate', errors.value)),
    note(countOf(model.window.failures, 'request')),
  ];
}

function latencyCell(model: ModelSnapshot): Child {
  const figures = (['latency_p50', 'latency_p95', 'latency_p99'] as const).flatMap(
    (metric) => figureOf(model, metric) ?? [],
  );
  if (figures.length === 0) return note('no requests');
  return figureText(formatLatencies(figures.map(({ value }) => value)));
}

function driftCell(model: ModelSnapshot): Child {
  const drift = comparedDrift(model);
  if (drift === undefined) return note('no baseline');
  const { features, of } = drift.drifted;
  if (of === 0) return note('not enough rows');
  if (features === 0) return [figureText('none drifted'), note(`of ${of}`)];
  const names = driftedFeatures(drift.features).slice(0, 3);
  const more = features > names.length ? ` and ${features - names.length} more` : '';
  return [
    figureText(`${features} of ${of} drifted`),
    note(`${names.map(({ feature }) => shorten(featureTitle(feature), 24)).join(', ')}${more}`),
  ];
}

/** What the columns mean. */
export function howToReadGlance(): ElementView {
  return element(
    'details',
    { class: 'help' },
    element('summary', {}, 'How to read this table'),
    element(
      'dl',
      {},
      TERMS.map(([term, text]) => [element('dt', {}, term), element('dd', {}, text)]),
    ),
  );
}

const TERMS: readonly (readonly [term: string, text: string])[] = [
  ['Predictions', 'Rows that the model predicted; a request can carry many.'],
  ['Errors', 'Requests that ended in a server error, or whose client left before the answer.'],
  ['Latency', 'Half, 95 and 99 of 100 requests were answered within these times.'],
  [
    'Measured quality',
    'From the labels that came. With 95 % confidence the true value lies in the range given; n is how many labels it rests on.',
  ],
  [
    'Estimated',
    'What the accuracy is likely to be, told from the scores without any label. An estimate, not a measurement.',
  ],
  ['Drift', 'Features whose values are spread otherwise than at training time, more than chance explains.'],
];
