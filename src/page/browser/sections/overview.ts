import type { AlertSnapshot } from '../../../domain/alert-snapshot.ts';
import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import { type Child, type ElementView, element } from '../dom/elements.ts';
import { type Column, type Row, table } from '../dom/table.ts';
import { hashOf, isSelected, type Selection } from '../live/selection.ts';
import { alertsOf, firing } from '../read/alerts.ts';
import { driftedCount, driftedFeatures, featureTitle } from '../read/drift.ts';
import { figureOf } from '../read/figures.ts';
import { versionStatus } from '../read/version-status.ts';
import { countOf, formatCount, formatRate, formatSeconds, shorten } from '../text/format.ts';
import { howToRead, SHARED_COLUMNS } from './how-to-read.ts';
import { estimatedCell, measuredCell } from './quality-cells.ts';
import { errorsCell, LATENCY_TITLE, latencyCell } from './service-cells.ts';
import { statusBadge } from './status-badge.ts';
import { figureText, note } from './texts.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Model version' },
  { title: 'Status' },
  { title: 'Traffic' },
  { title: 'Errors' },
  { title: LATENCY_TITLE },
  { title: 'Measured quality' },
  { title: 'Estimated' },
  { title: 'Drift' },
  { title: 'Alerts' },
];

/** One line per model version: is it asked, does it answer, is it right, has the world changed. */
export function overview(snapshot: Snapshot, selection: Selection | undefined): ElementView {
  const rows = snapshot.models.map((model) => versionRow(model, snapshot, selection));
  const window = formatSeconds(snapshot.windowSeconds);
  return element(
    'section',
    { class: 'overview', 'aria-labelledby': 'overview' },
    element('h2', { id: 'overview' }, 'At a glance'),
    element('p', { class: 'lead' }, `Every model version over the last ${window}. Choose one to see why.`),
    table({ caption: 'Model versions', columns: COLUMNS, rows, whenNarrow: 'fold' }),
    howToRead([
      [
        'Traffic',
        `Predict requests in the last ${window}, and rows predicted per second: a request can carry many.`,
      ],
      ...SHARED_COLUMNS,
      ['Alerts', 'Rules of yours that are broken now.'],
    ]),
  );
}

function versionRow(model: ModelSnapshot, snapshot: Snapshot, selection: Selection | undefined): Row {
  const alerts = alertsOf(snapshot.alerts, model);
  return {
    key: hashOf(model),
    isCurrent: isSelected(selection, model),
    cells: [
      versionLink(model, isSelected(selection, model)),
      statusBadge(versionStatus(model, alerts)),
      trafficCell(model),
      errorsCell(model),
      latencyCell(model),
      measuredCell(model),
      estimatedCell(model),
      driftCell(model),
      alertsCell(alerts, snapshot.enabled.alerts),
    ],
  };
}

function versionLink(selection: Selection, isCurrent: boolean): ElementView {
  return element(
    'a',
    { href: hashOf(selection), 'aria-current': isCurrent ? 'true' : undefined, class: 'version-link' },
    element('bdi', { class: 'model' }, selection.model),
    ' ',
    element('bdi', { class: 'version' }, selection.version),
  );
}

function trafficCell(model: ModelSnapshot): Child {
  const throughput = figureOf(model, 'throughput');
  return [
    figureText(countOf(model.window.requests, 'request')),
    throughput && note(formatRate(throughput.value, 'predictions')),
    model.window.unread > 0 ? note(`${formatCount(model.window.unread)} unread`) : undefined,
  ];
}

function driftCell(model: ModelSnapshot): Child {
  if (model.drift === undefined) return note('no baseline');
  if (model.drift.baseline === 'learning') {
    return note(`learning: ${formatCount(model.drift.rows)} of ${countOf(model.drift.of, 'row')}`);
  }
  const [count, of] = [driftedCount(model.drift), model.drift.drifted.of];
  if (count + of === 0) return note('not enough rows');
  if (count === 0) return [figureText('none drifted'), note(`of ${of}`)];
  const names = driftedFeatures(model.drift.features)
    .slice(0, 3)
    .map(({ feature }) => shorten(featureTitle(feature), 24));
  const more = count > names.length ? ` and ${count - names.length} more` : '';
  return [figureText(`${count} drifted`), note(`${names.join(', ')}${more}`)];
}

function alertsCell(alerts: readonly AlertSnapshot[], isOn: boolean): Child {
  if (!isOn) return note('off');
  const names = Array.from(new Set(firing(alerts).map(({ rule }) => shorten(rule))));
  if (names.length === 0) return note('none firing');
  return [figureText(`${firing(alerts).length} firing`), note(names.join(', '))];
}
