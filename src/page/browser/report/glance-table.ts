import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Child, ElementView } from '../dom/elements.ts';
import { type Column, type Row, table } from '../dom/table.ts';
import { comparedDrift, driftedFeatures, featureTitle } from '../read/drift.ts';
import { versionStatus } from '../read/version-status.ts';
import { howToRead, SHARED_COLUMNS } from '../sections/how-to-read.ts';
import { estimatedCell, measuredCell } from '../sections/quality-cells.ts';
import { errorsCell, LATENCY_TITLE, latencyCell } from '../sections/service-cells.ts';
import { statusBadge } from '../sections/status-badge.ts';
import { figureText, note } from '../sections/texts.ts';
import { countOf, formatCount, shorten } from '../text/format.ts';

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
  { title: LATENCY_TITLE },
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
  return howToRead([
    ['Predictions', 'Rows that the model predicted; a request can carry many.'],
    ...SHARED_COLUMNS,
  ]);
}
