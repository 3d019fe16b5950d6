import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { WorstOfModel } from '../../../domain/report.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { comparedDrift } from '../read/drift.ts';
import { isRegression } from '../read/figures.ts';
import { versionStatus } from '../read/version-status.ts';
import { calibration } from '../sections/calibration.ts';
import { classTable } from '../sections/class-table.ts';
import { comparisons } from '../sections/comparisons.ts';
import { confusionMatrix } from '../sections/confusion-matrix.ts';
import { featureList } from '../sections/features.ts';
import { qualityTable, serviceTable } from '../sections/figures-table.ts';
import { overTime } from '../sections/over-time.ts';
import { statusBadge } from '../sections/status-badge.ts';
import { note } from '../sections/texts.ts';
import { countOf, formatSeconds } from '../text/format.ts';
import { dataQuality } from './data-quality.ts';
import { glanceTable } from './glance-table.ts';
import { reportCard } from './report-card.ts';
import type { ReportContext, ReportedVersion } from './report-context.ts';
import { utcDate } from './utc-time.ts';
import { worstTable } from './worst-table.ts';

/** All that is told of one model version. */
export function versionReport(version: ReportedVersion, context: ReportContext): ElementView {
  const id = `version${version.suffix}`;
  return element(
    'article',
    { key: id, class: 'detail', 'aria-labelledby': id },
    versionHeader(version, id),
    overTimeCard(version, context),
    daysCard(version),
    featuresCard(version, context),
    qualityCard(version),
    element(
      'div',
      { class: 'column' },
      calibrationCard(version),
      comparisonsCard(version),
      serviceCard(version),
    ),
    classesCard(version),
    worstCard(version),
    dataCard(version),
  );
}

function versionHeader({ model }: ReportedVersion, id: string): ElementView {
  return element(
    'header',
    { class: 'version-header' },
    element(
      'h2',
      { id, tabindex: -1 },
      `${model.model} `,
      element('span', { class: 'version' }, `version ${model.version}`),
      ' ',
      statusBadge(versionStatus(model, [])),
    ),
    element('p', { class: 'facts-line' }, factsOf(model).join(' · ')),
  );
}

function factsOf(model: ModelSnapshot): string[] {
  const { task, total } = model;
  const drift = comparedDrift(model);
  return [
    task === 'auto' ? 'task not known' : task,
    `${countOf(total.predictions, 'prediction')}, ${countOf(total.labels, 'label')}`,
    drift === undefined
      ? 'no baseline'
      : `baseline of ${countOf(drift.rows, 'row')}, made ${utcDate(drift.createdAt)}`,
  ];
}

function overTimeCard({ report, model, suffix }: ReportedVersion, context: ReportContext): ElementView {
  const state = context.stateOf(model);
  const series = {
    ...report.series,
    models: report.series.models.filter((one) => one.model === model.model),
  };
  return reportCard(
    suffix,
    {
      name: 'over-time',
      title: 'Over time',
      lead: `All versions of the model, this one in front; each point is ${formatSeconds(series.slotSeconds)}. A label counts when its prediction was made. The band is the 95 % interval.`,
    },
    overTime({
      series,
      version: model.version,
      theme: context.theme,
      chosen: (chart) => state.chosenFigure(chart),
      onChoose: (chart, metric) => state.chooseFigure(chart, metric),
    }),
  );
}

function daysCard({ report, model, suffix }: ReportedVersion): ElementView | undefined {
  const rows = (report.days ?? []).flatMap(({ date, models }) =>
    models
      .filter((one) => one.model === model.model && one.version === model.version)
      .map((one) => ({ key: date, name: utcDate(date), model: one })),
  );
  if (rows.length === 0) return undefined;
  return reportCard(
    suffix,
    { name: 'days', title: 'Day by day', lead: 'Days of UTC; columns as at the top of this report.' },
    glanceTable({ caption: 'Day by day', of: 'Day', rows }),
  );
}

function featuresCard({ model, suffix }: ReportedVersion, { stateOf }: ReportContext): ElementView {
  const drift = comparedDrift(model);
  return reportCard(
    suffix,
    {
      name: 'features',
      title: 'Features beside their baseline',
      lead: 'Inputs, scores and output, the one that moved most first. A feature has drifted when its PSI reaches the threshold for its number of rows. Bars are these events, the outline is the baseline.',
    },
    drift === undefined
      ? note('No baseline was given for this version: --baseline FILE compares it with one.')
      : featureList(drift, stateOf(model).openFeatures),
  );
}

function qualityCard({ model, suffix }: ReportedVersion): ElementView {
  return reportCard(
    suffix,
    {
      name: 'quality',
      title: 'Quality',
      lead: 'Over all events. n is how many labels a figure rests on; the true value lies in the interval with 95 % confidence.',
    },
    qualityTable(model) ?? note('No labels, and no scores that a baseline calibrates.'),
  );
}

function calibrationCard({ model, suffix }: ReportedVersion): ElementView | undefined {
  const curves = model.window.calibration;
  if (curves === undefined) return undefined;
  return reportCard(
    suffix,
    {
      name: 'calibration',
      title: 'Calibration',
      lead: 'Whether a score means what it says: of predictions with a score of 80 %, 80 in 100 should be right.',
    },
    calibration(curves),
  );
}

function comparisonsCard({ report, model, suffix }: ReportedVersion): ElementView | undefined {
  const tables = comparisons(report.comparisons, model);
  if (tables.length === 0) return undefined;
  return reportCard(
    suffix,
    {
      name: 'comparisons',
      title: 'Beside other versions',
      lead: 'Differences of shares in percentage points, and how often chance alone makes one as large.',
    },
    tables,
  );
}

function classesCard({ model, suffix }: ReportedVersion): ElementView | undefined {
  const { confusion, labels } = model.window;
  if (isRegression(model) || confusion === undefined || labels === 0) return undefined;
  return reportCard(
    suffix,
    {
      name: 'classes',
      title: 'Classes',
      lead: 'Which classes are taken for which, and each class against the rest, the weakest first.',
    },
    confusionMatrix(confusion),
    classTable(model),
  );
}

function worstCard({ report, model, suffix }: ReportedVersion): ElementView | undefined {
  const worst = report.worst.find((one) => one.model === model.model && one.version === model.version);
  if (worst === undefined) return undefined;
  return reportCard(
    suffix,
    { name: 'worst', title: 'The worst predictions', lead: worstLead(worst.predictions) },
    worstTable(worst.predictions),
  );
}

function worstLead(predictions: WorstOfModel['predictions']): string {
  if (predictions.some(({ error }) => error !== undefined))
    return 'Those with the largest error: what was said less the truth.';
  if (predictions.some(({ score }) => score !== undefined))
    return 'Wrong, and most sure of it: look at these first.';
  return 'Wrong, the earliest first: without scores nothing tells how sure the model was.';
}

function dataCard({ model, suffix }: ReportedVersion): ElementView {
  return reportCard(
    suffix,
    {
      name: 'data',
      title: 'Data quality',
      lead: 'Shares of values that were missing, of the wrong type, never seen in the baseline or beyond its range.',
    },
    dataQuality(model),
  );
}

function serviceCard({ model, suffix }: ReportedVersion): ElementView {
  return reportCard(
    suffix,
    {
      name: 'service',
      title: 'Service',
      lead: 'How it answered, with or without labels. n is requests, or rows predicted.',
    },
    serviceTable(model),
  );
}
