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
import { formatFigure } from '../text/figure-texts.ts';
import { countOf, formatCount, formatLatencies, formatRate, formatSeconds, shorten } from '../text/format.ts';
import { estimatedCell, measuredCell } from './quality-cells.ts';
import { statusBadge } from './status-badge.ts';
import { figureText, note } from './texts.ts';

const COLUMNS: readonly Column[] = [
  { title: 'Model version' },
  { title: 'Status' },
  { title: 'Traffic' },
  { title: 'Errors' },
  { title: 'Latency p50 · p95 · p99' },
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
    howToRead(window),
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
    element('span', { class: 'model' }, selection.model),
    ' ',
    element('span', { class: 'version' }, selection.version),
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

function errorsCell(model: ModelSnapshot): Child {
  const errors = figureOf(model, 'error_rate');
  if (errors === undefined) return note('no requests');
  const { requests, failures } = model.window;
  return [
    figureText(formatFigure('error_rate', errors.value)),
    note(`${formatCount(failures)}\u00a0of\u00a0${formatCount(requests)}`),
  ];
}

function latencyCell(model: ModelSnapshot): Child {
  const figures = (['latency_p50', 'latency_p95', 'latency_p99'] as const).flatMap(
    (metric) => figureOf(model, metric) ?? [],
  );
  if (figures.length === 0) return note('no requests');
  return [
    figureText(formatLatencies(figures.map(({ value }) => value))),
    note(`n = ${formatCount(figures[0]?.n ?? 0)}`),
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

function howToRead(window: string): ElementView {
  const terms: readonly (readonly [string, string])[] = [
    [
      'Traffic',
      `Predict requests in the last ${window}, and rows predicted per second: a request can carry many.`,
    ],
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
    ['Alerts', 'Rules of yours that are broken now.'],
  ];
  return element(
    'details',
    { class: 'help' },
    element('summary', {}, 'How to read this table'),
    element(
      'dl',
      {},
      terms.map(([term, text]) => [element('dt', {}, term), element('dd', {}, text)]),
    ),
  );
}
