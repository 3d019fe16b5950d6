import { type Unread, unread } from '../domain/prediction.ts';
import type { Sequence } from './sequence.ts';

/** A cell: a number when it is written as one, `null` when it is empty, else its text. */
export type CsvCell = number | string | null;
export type CsvRecord = readonly CsvCell[];

const NEWLINE = 10;
const QUOTE = 34;
/** What `Number` takes for a number and people do not: `0x1F`. */
const OTHER_BASE = /^0[box]/i;
const NOT_FINITE = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

/**
 * Reads comma-separated values as RFC 4180 has them. Records beyond the limit are counted, not split;
 * blank lines are no records. A reader of our own, because it has to count without splitting, never throw,
 * and read a line in the time of a `split` (docs/formats.md).
 *
 * @returns unread `format` for a quote that is not closed or stands inside a cell, `shape` for records of
 *   different length.
 */
export function readCsv(text: string, rowLimit: number): Sequence<CsvRecord> | Unread {
  const endOfRecord = text.includes('"') ? endOfQuotedRecord : endOfLine;
  const records: CsvRecord[] = [];
  let length = 0;
  for (let start = 0; start < text.length; ) {
    const end = endOfRecord(text, start);
    if (end === undefined) return unread('format');
    const line = text.slice(start, end).trimEnd();
    start = end + 1;
    if (line === '') continue;
    length += 1;
    if (length > rowLimit) continue;
    const record = splitRecord(line)?.map(csvCell);
    if (record === undefined) return unread('format');
    if (records[0] !== undefined && records[0].length !== record.length) return unread('shape');
    records.push(record);
  }
  return { length, at: (index) => records[index] };
}

function endOfLine(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  return newline === -1 ? text.length : newline;
}

/** Where the record that begins here ends: at the first newline outside quotes, or with the text. */
function endOfQuotedRecord(text: string, start: number): number | undefined {
  let isQuoted = false;
  for (let index = start; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) isQuoted = !isQuoted;
    else if (code === NEWLINE && !isQuoted) return index;
  }
  return isQuoted ? undefined : text.length;
}

/** The cells of a record as text; `undefined` where a quote stands inside a cell. */
function splitRecord(line: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(',');
  const cells: string[] = [];
  for (let start = 0; start <= line.length; ) {
    const end = endOfCell(line, start);
    const cell = unquoted(line.slice(start, end));
    if (cell === undefined) return undefined;
    cells.push(cell);
    start = end + 1;
  }
  return cells;
}

function endOfCell(line: string, start: number): number {
  let isQuoted = false;
  for (let index = start; index < line.length; index += 1) {
    const character = line[index];
    if (character === '"') isQuoted = !isQuoted;
    else if (character === ',' && !isQuoted) return index;
  }
  return line.length;
}

/** A cell without its quotes, a doubled quote being one; `undefined` for a quote that belongs to neither. */
function unquoted(cell: string): string | undefined {
  if (!cell.includes('"')) return cell;
  if (cell.length < 2 || !cell.startsWith('"') || !cell.endsWith('"')) return undefined;
  const inner = cell.slice(1, -1);
  return inner.replaceAll('""', '').includes('"') ? undefined : inner.replaceAll('""', '"');
}

/** What a cell holds: nothing, a number where it is written like one, else its text. */
export function csvCell(text: string): CsvCell {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const value = Number(trimmed);
  if (Number.isNaN(value)) return NOT_FINITE.get(trimmed.toLowerCase()) ?? text;
  return OTHER_BASE.test(trimmed) ? text : value;
}
