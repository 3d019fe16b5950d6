import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { hashOf, isSelected } from '../live/selection.ts';
import { alertsOf } from '../read/alerts.ts';
import { comparedDrift } from '../read/drift.ts';
import { versionStatus } from '../read/version-status.ts';
import { countOf, formatDate, formatMoment } from '../text/format.ts';
import { statusBadge } from './status-badge.ts';

/** Which version is looked at, how it is doing, what it is, and the way to its siblings. */
export function versionHeader(model: ModelSnapshot, snapshot: Snapshot): ElementView {
  const siblings = snapshot.models.filter((one) => one.model === model.model);
  return element(
    'header',
    { class: 'version-header' },
    element(
      'h2',
      { id: 'version', tabindex: -1 },
      element('bdi', {}, model.model),
      ' ',
      element('span', { class: 'version' }, 'version ', element('bdi', {}, model.version)),
      ' ',
      statusBadge(versionStatus(model, alertsOf(snapshot.alerts, model))),
    ),
    element('p', { class: 'facts-line' }, factsOf(model, new Date(snapshot.time)).join(' · ')),
    siblings.length < 2 ? undefined : siblingLinks(model, siblings),
  );
}

function factsOf(model: ModelSnapshot, now: Date): string[] {
  const { task, protocol, firstAskedAt, lastAskedAt, total } = model;
  const asked =
    lastAskedAt === undefined ? 'not asked yet' : `last asked ${formatMoment(new Date(lastAskedAt), now)}`;
  return [
    task === 'auto' ? 'task not known yet' : task,
    ...(protocol === '' ? [] : [`${protocol} format`]),
    `${countOf(total.predictions, 'prediction')} and ${countOf(total.labels, 'label')} from the start`,
    ...(firstAskedAt === undefined ? [] : [`first asked ${formatMoment(new Date(firstAskedAt), now)}`]),
    asked,
    baselineText(model),
  ];
}

function baselineText(model: ModelSnapshot): string {
  if (model.drift === undefined) return 'no baseline';
  const drift = comparedDrift(model);
  if (drift === undefined) return 'learning its baseline';
  const { baseline, createdAt, rows } = drift;
  return `baseline ${baseline}, of ${countOf(rows, 'row')}, made ${formatDate(new Date(createdAt))}`;
}

function siblingLinks(model: ModelSnapshot, siblings: readonly ModelSnapshot[]): ElementView {
  return element(
    'nav',
    { class: 'siblings', 'aria-label': `Versions of ${model.model}` },
    siblings.map((one) =>
      element(
        'a',
        { key: one.version, href: hashOf(one), 'aria-current': isSelected(model, one) ? 'page' : undefined },
        'version ',
        element('bdi', {}, one.version),
      ),
    ),
  );
}
