import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import type { Child, ElementView } from '../dom/elements.ts';
import { alertsOf } from '../read/alerts.ts';
import { isRegression } from '../read/figures.ts';
import { formatSeconds } from '../text/format.ts';
import { alertTable } from './alert-table.ts';
import { calibration } from './calibration.ts';
import { classTable } from './class-table.ts';
import { comparisons } from './comparisons.ts';
import { confusionMatrix } from './confusion-matrix.ts';
import { featureList, type OpenFeatures } from './features.ts';
import { qualityTable, serviceTable } from './figures-table.ts';
import { labels } from './labels.ts';
import { noAlerts, noBaseline, noLabels, noScores } from './next-steps.ts';
import { card, note } from './texts.ts';
import { unreadList } from './unread-list.ts';

export function alertsCard(model: ModelSnapshot, { alerts, time }: Snapshot): ElementView {
  const content = alerts === undefined ? noAlerts() : alertTable(alertsOf(alerts, model), new Date(time));
  return card(
    {
      name: 'alerts',
      title: 'Alerts',
      lead: 'An alert fires when a figure is surely on the wrong side of its bound, for as long as its rule says.',
    },
    content,
  );
}

export function featuresCard({ drift }: ModelSnapshot, open: OpenFeatures): ElementView {
  return card(
    {
      name: 'features',
      title: 'Features beside their baseline',
      lead: 'Inputs, scores and output, the one that moved most first. A feature has drifted when its PSI reaches the threshold for its number of rows. In the small pictures bars are current, the outline is the baseline.',
    },
    featuresContent(drift, open),
  );
}

function featuresContent(drift: ModelSnapshot['drift'], open: OpenFeatures): Child {
  if (drift === undefined) return noBaseline();
  if (drift.baseline !== 'learning') return featureList(drift, open);
  return note(`Learning the baseline: ${drift.rows} of ${drift.of} rows. What comes after them is compared.`);
}

export function qualityCard(model: ModelSnapshot, { windowSeconds, enabled }: Snapshot): ElementView {
  const { labels: labelled } = model.window;
  return card(
    {
      name: 'quality',
      title: 'Quality',
      lead: `Over the last ${formatSeconds(windowSeconds)}. n is how many labels a figure rests on; the true value lies in the interval with 95 % confidence.`,
    },
    labelled === 0 ? noLabels(enabled.feedback) : undefined,
    qualityTable(model),
  );
}

/** Of classes: which are taken for which. */
export function classesCard(model: ModelSnapshot): ElementView | undefined {
  const { confusion } = model.window;
  if (isRegression(model) || confusion === undefined || model.window.labels === 0) return undefined;
  return card(
    {
      name: 'classes',
      title: 'Classes',
      lead: 'Which classes are taken for which, and each class against the rest, the weakest first.',
    },
    confusionMatrix(confusion),
    classTable(model),
  );
}

export function calibrationCard({ window, ...model }: ModelSnapshot): ElementView | undefined {
  if (isRegression({ window, ...model }) || window.labels === 0) return undefined;
  return card(
    {
      name: 'calibration',
      title: 'Calibration',
      lead: 'Whether a score means what it says: of predictions with a score of 80 %, 80 in 100 should be right.',
    },
    window.calibration === undefined ? noScores() : calibration(window.calibration),
  );
}

export function comparisonsCard(model: ModelSnapshot, snapshot: Snapshot): ElementView | undefined {
  const tables = comparisons(snapshot.comparisons, model);
  if (tables.length === 0) return undefined;
  return card(
    {
      name: 'comparisons',
      title: 'Beside other versions',
      lead: 'Differences of shares in percentage points, and how often chance alone makes one as large.',
    },
    tables,
  );
}

export function serviceCard(model: ModelSnapshot): ElementView {
  return card(
    {
      name: 'service',
      title: 'Service',
      lead: 'How it answers, with or without labels. n is requests, or rows predicted.',
    },
    serviceTable(model),
    unreadCounts(model),
  );
}

/** What could not be read takes no part in any figure, so it is never passed over. */
function unreadCounts(model: ModelSnapshot): Child {
  const list = unreadList(model);
  return list && [note('From the start, and counted in no figure:'), list];
}

export function labelsCard(model: ModelSnapshot, snapshot: Snapshot): ElementView {
  return card(
    {
      name: 'labels',
      title: 'Labels',
      lead: 'What turned out to be right: with the request, or later. Quality is known only as far as they reach.',
    },
    labels(model, snapshot),
  );
}
