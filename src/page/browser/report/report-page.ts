import type { Report } from '../../../domain/report.ts';
import { type Child, type ElementView, element } from '../dom/elements.ts';
import { countOf } from '../text/format.ts';
import { glanceTable, howToReadGlance } from './glance-table.ts';
import { readingNotes } from './reading-notes.ts';
import { type ReportContext, type ReportedVersion, versionsOf } from './report-context.ts';
import { utcTime } from './utc-time.ts';
import { versionReport } from './version-report.ts';

/** The whole report: every version in a line, then one after the other in detail, then what all of it rests on. */
export function reportPage(report: Report, context: ReportContext): Child {
  const versions = versionsOf(report);
  return [
    element('a', { class: 'skip-link', href: '#content' }, 'Skip to the figures'),
    header(report),
    element(
      'main',
      { id: 'content', tabindex: -1 },
      glance(versions),
      versions.map((version) => versionReport(version, context)),
      readingNotes(report),
    ),
  ];
}

/** `Model report: weather, churn`. */
export function reportTitle({ models }: Report): string {
  return `Model report: ${Array.from(new Set(models.map(({ model }) => model))).join(', ')}`;
}

function header(report: Report): ElementView {
  const { from, to, createdAt, events } = report;
  return element(
    'header',
    { class: 'page-header report-header' },
    element('h1', {}, reportTitle(report)),
    element(
      'p',
      { class: 'facts-line' },
      [
        `${utcTime(from)} to ${utcTime(to)} UTC`,
        `${countOf(events.predictions, 'prediction')} and ${countOf(events.labels, 'label')} in the log`,
        `made ${utcTime(createdAt)} UTC`,
      ].join(' · '),
    ),
  );
}

function glance(versions: readonly ReportedVersion[]): ElementView {
  return element(
    'section',
    { class: 'overview glance', 'aria-labelledby': 'glance' },
    element('h2', { id: 'glance' }, 'At a glance'),
    element('p', { class: 'lead' }, 'Every model version over all of its events.'),
    glanceTable({
      caption: 'Model versions',
      of: 'Model version',
      rows: versions.map(({ model, suffix }) => ({ key: suffix, name: versionLink(model, suffix), model })),
    }),
    howToReadGlance(),
  );
}

function versionLink({ model, version }: ReportedVersion['model'], suffix: string): ElementView {
  return element(
    'a',
    { href: `#version${suffix}`, class: 'version-link' },
    element('span', { class: 'model' }, model),
    ' ',
    element('span', { class: 'version' }, version),
  );
}
