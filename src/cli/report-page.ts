import { readFile } from 'node:fs/promises';
import type { Report } from '../domain/report.ts';
import { type ReportParts, reportDocument } from '../report/report-document.ts';

/** Made by the build. The same folder, whether this runs from `src` or from `dist`. */
const FOLDER = new URL('../../dist/page/browser/', import.meta.url);

/** What `static-report.js` exports: see src/page/browser/report/static-report.ts. */
interface StaticReportModule {
  staticReport(report: Report): Pick<ReportParts, 'title' | 'html'> & { readonly css: string };
}

/** The report as a page that needs no other file. */
export async function reportPage(report: Report): Promise<string> {
  const { staticReport }: StaticReportModule = await import(new URL('static-report.js', FOLDER).href);
  const [style, script] = await Promise.all(
    ['report.css', 'report.js'].map((name) => readFile(new URL(name, FOLDER), 'utf8')),
  );
  const { css, ...parts } = staticReport(report);
  return reportDocument(report, { ...parts, styles: [style ?? '', css], script: script ?? '' });
}
