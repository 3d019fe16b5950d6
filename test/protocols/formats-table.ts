import { readFileSync } from 'node:fs';

/** One row of the table in docs/formats.md. */
export interface FormatRow {
  readonly name: string;
  readonly path: string;
  /** Whether the route needs `monitor.predict` to be a predict route. */
  readonly isMarked: boolean;
  readonly request: Body;
  readonly answer: Body;
  /** What stands under "read", by its word. */
  readonly read: Readonly<Record<string, string>>;
}

export interface Body {
  readonly contentType: string;
  /** As it goes over the wire. */
  readonly text: string;
}

export const FORMATS_PAGE = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');

export function formatRows(): FormatRow[] {
  const [, table = ''] = FORMATS_PAGE.split('| format | request | answer | read |\n');
  const lines = table.slice(0, table.indexOf('\n\n')).split('\n').slice(1);
  return lines.map((line) => rowOf(line.split('|').map((cell) => cell.trim())));
}

function rowOf([, name = '', request = '', answer = '', read = '']: readonly string[]): FormatRow {
  const [target = '', ...sent] = codesIn(request).filter((code) => code !== 'monitor.predict');
  return {
    name,
    path: target.replace('POST ', ''),
    isMarked: request.includes('`monitor.predict`'),
    request: bodyOf(sent),
    answer: bodyOf(codesIn(answer)),
    read: Object.fromEntries(Array.from(read.matchAll(/(\w+) `([^`]*)`/g), ([, word, code]) => [word, code])),
  };
}

function codesIn(cell: string): string[] {
  return Array.from(cell.matchAll(/`([^`]*)`/g), ([, code = '']) => code);
}

/** JSON, or a media type and then a text written as a JSON string. */
function bodyOf(codes: readonly string[]): Body {
  const [first = '', second] = codes;
  if (second === undefined) return { contentType: 'application/json', text: first };
  return { contentType: first, text: JSON.parse(second) };
}
