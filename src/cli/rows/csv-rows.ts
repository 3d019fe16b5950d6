import { pipeline } from 'node:stream';
import type { CsvError } from 'csv-parse';
import { csvCell } from '../../protocols/csv.ts';
import { UsageError } from '../usage-error.ts';
import { fileChunks, ignoreEnd } from './file-chunks.ts';
import type { RowRequest, SourceRow } from './source-row.ts';

interface CsvRecord {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** As the parser wants it; the cells of a disabled column are passed over. */
interface CsvColumn {
  readonly name: string;
  readonly disabled: boolean;
}

const QUOTE_INSIDE = 'a quote stands inside the cell';

/** What the parser found, in words that need no knowledge of it. */
const DAMAGES: ReadonlyMap<string, string> = new Map([
  ['CSV_QUOTE_NOT_CLOSED', 'a quote is not closed'],
  ['INVALID_OPENING_QUOTE', QUOTE_INSIDE],
  ['CSV_INVALID_CLOSING_QUOTE', QUOTE_INSIDE],
  ['CSV_MAX_RECORD_SIZE', 'the row is too long; is a quote not closed?'],
]);

/** Reads comma-separated values whose first record names the columns. */
export async function* readCsv(path: string, request: RowRequest): AsyncGenerator<SourceRow> {
  const { parse } = await import('csv-parse');
  let columns: readonly CsvColumn[] = [];
  const parser = parse({
    bom: true,
    info: true,
    skip_empty_lines: true,
    columns(header: readonly string[]) {
      columns = columnsOf(header, path, request);
      return [...columns];
    },
  });
  const records: AsyncIterable<CsvRecord> = pipeline(fileChunks(path, request), parser, ignoreEnd);
  try {
    for await (const { record, info } of records)
      yield { values: valuesOf(record, request), line: info.lines };
  } catch (error) {
    throw isCsvError(error)
      ? new UsageError(`${path}:${error['lines']}: ${damage(error, columns.length)}`)
      : error;
  }
}

function columnsOf(header: readonly string[], path: string, request: RowRequest): readonly CsvColumn[] {
  const repeated = header.find((name, place) => header.indexOf(name) !== place);
  if (repeated !== undefined) {
    throw new UsageError(`${path}:1: two columns are called ${JSON.stringify(repeated)}`);
  }
  request.checkColumns(header, path);
  return header.map((name) => ({ name, disabled: !request.isRead(name) }));
}

function valuesOf(record: CsvRecord['record'], request: RowRequest): SourceRow['values'] {
  return Object.fromEntries(
    Object.entries(record).map(([name, cell]) => {
      if (cell.trim() === '') return [name, null];
      return [name, request.keepsText(name, cell) ? cell : csvCell(cell)];
    }),
  );
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'lines' in error && 'code' in error;
}

/** The parser says where it was in members that depend on the kind of damage. */
function damage(error: CsvError, columns: number): string {
  const { code, column, message, record } = error;
  if (code === 'CSV_RECORD_INCONSISTENT_COLUMNS' && Array.isArray(record)) {
    return `expected ${columns} cells as in the header, got ${record.length}`;
  }
  const text = DAMAGES.get(code) ?? message;
  return typeof column === 'string' ? `column ${JSON.stringify(column)}: ${text}` : text;
}
