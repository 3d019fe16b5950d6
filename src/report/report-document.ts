import { createHash } from 'node:crypto';
import type { Report } from '../domain/report.ts';

/** What a report is made of, besides its figures. */
export interface ReportParts {
  readonly title: string;
  /** What is seen without scripts. */
  readonly html: string;
  /** Style sheets, each without the characters `</`. */
  readonly styles: readonly string[];
  /** Takes the place of the HTML where scripts run; reads the figures from the element `report`. */
  readonly script: string;
}

/**
 * One file that needs no other: it may be sent around and opened anywhere. Only the script and the styles that are in
 * it can take effect, told by their hashes, so that text of a client's can do nothing, whatever it says.
 */
export function reportDocument(report: Report, { title, html, styles, script }: ReportParts): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${styles.map(hashOf).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeText(title)}</title>
${styles.map((style) => `<style>${style}</style>`).join('\n')}
</head>
<body>
<div class="static">${html}</div>
<noscript><p class="page-footer">Charts over time need scripts; their numbers are in the tables under them.</p></noscript>
<script type="application/json" id="report">${inertJson(report)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** No `<` can end the element, or begin another one. */
function inertJson(report: Report): string {
  return JSON.stringify(report).replaceAll('<', '\\u003c');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
