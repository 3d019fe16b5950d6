import type { AlertSnapshot } from '../../../domain/alert-snapshot.ts';
import type { Child, ElementView } from '../dom/elements.ts';
import { element } from '../dom/elements.ts';
import { type Column, type Row, table } from '../dom/table.ts';
import { featureTitle } from '../read/drift.ts';
import type { VersionStatus } from '../read/version-status.ts';
import { FIGURE_TEXTS, formatFigure } from '../text/figure-texts.ts';
import {
  countOf,
  formatCount,
  formatMoment,
  formatNumber,
  formatShareRange,
  shorten,
} from '../text/format.ts';
import { statusBadge } from './status-badge.ts';
import { figureText, note } from './texts.ts';

const STATES: Readonly<Record<AlertSnapshot['state'], VersionStatus>> = {
  firing: { level: 'bad', text: 'firing' },
  pending: { level: 'warning', text: 'pending' },
  ok: { level: 'good', text: 'ok' },
  not_enough_data: { level: 'unknown', text: 'not enough data' },
};

const COLUMNS: readonly Column[] = [
  { title: 'Rule' },
  { title: 'State' },
  { title: 'Value', isNumeric: true },
  { title: 'Wrong when', isNumeric: true },
  { title: 'n', isNumeric: true },
  { title: 'Since' },
];

/** Rules about a verdict: their value is a PSI, and their bound its threshold. */
const DRIFT: ReadonlySet<AlertSnapshot['metric']> = new Set(['drift', 'prediction_drift']);

/** Every rule about this version; what is quiet stands folded away. */
export function alertTable(alerts: readonly AlertSnapshot[], now: Date): ElementView {
  const loud = alerts.filter(({ state }) => state === 'firing' || state === 'pending');
  const quiet = alerts.filter((alert) => !loud.includes(alert));
  return element(
    'div',
    {},
    loud.length === 0
      ? element('p', { class: 'nothing' }, 'No alert is firing.')
      : tableOf('Alerts firing or pending', loud, now),
    quiet.length === 0
      ? undefined
      : element(
          'details',
          { class: 'help' },
          element('summary', {}, `${countOf(quiet.length, 'rule')} quiet`),
          tableOf('Quiet rules', quiet, now),
        ),
  );
}

function tableOf(caption: string, alerts: readonly AlertSnapshot[], now: Date): ElementView {
  return table({
    caption,
    columns: COLUMNS,
    rows: alerts.map((alert) => row(alert, now)),
    whenNarrow: 'fold',
  });
}

function row(alert: AlertSnapshot, now: Date): Row {
  const { rule, metric, subject, state, value, interval, n, since, severity } = alert;
  const about = [
    subject.class && `class ${shorten(subject.class)}`,
    subject.feature && featureTitle(subject.feature),
  ];
  return {
    key: JSON.stringify([rule, subject.class, subject.feature]),
    cells: [
      [shorten(rule), note([FIGURE_TEXTS[metric].title, ...about.filter(Boolean), severity].join(' · '))],
      statusBadge(STATES[state]),
      value === undefined
        ? undefined
        : [figureText(valueText(alert, value)), ...(interval ? [note(formatShareRange(interval))] : [])],
      boundText(alert),
      formatCount(n),
      formatMoment(new Date(since), now),
    ],
  };
}

function boundText(alert: AlertSnapshot): Child {
  if (alert.bound === undefined) return undefined;
  return `${DRIFT.has(alert.metric) ? 'from' : alert.isWrongWhen} ${valueText(alert, alert.bound)}`;
}

function valueText({ metric }: AlertSnapshot, value: number): string {
  if (FIGURE_TEXTS[metric].unit !== 'number') return formatFigure(metric, value);
  return `${DRIFT.has(metric) ? 'PSI ' : ''}${formatNumber(Number(value.toPrecision(3)))}`;
}
