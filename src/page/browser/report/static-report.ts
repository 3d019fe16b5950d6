import type { Report } from '../../../domain/report.ts';
import { PageState } from '../page-state.ts';
import { HtmlWriter } from './html-writer.ts';
import { reportPage, reportTitle } from './report-page.ts';

/** A report as it is without scripts. */
export interface StaticReport {
  readonly title: string;
  readonly html: string;
  /** What the style sheet of all reports does not have. */
  readonly css: string;
}

/** Writes a report as HTML; runs in Node, when the report is made. */
export function staticReport(report: Report): StaticReport {
  const untouched = new PageState(() => undefined);
  const writer = new HtmlWriter();
  const html = writer.html(reportPage(report, { theme: 'light', stateOf: () => untouched }));
  return { title: reportTitle(report), html, css: writer.css() };
}
