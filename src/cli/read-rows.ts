import type { Terminal } from './command.ts';
import { EventLogRows } from './event-log-rows.ts';
import { fileSize } from './file-size.ts';
import { ProgressBar } from './progress-bar.ts';
import type { RowInput } from './row-input.ts';
import { isEvent } from './rows/event.ts';
import { readerFor } from './rows/row-formats.ts';
import type { RowRequest, SourceRow } from './rows/source-row.ts';
import type { InputRow } from './table-columns.ts';
import { UsageError } from './usage-error.ts';

/** What was read. */
export interface RowTally {
  readonly rows: number;
  /** Labels of an event log that came for no prediction that was waiting for one. */
  readonly unknownLabels: number;
}

/**
 * Reads all rows of tables and event logs, in memory that does not grow with them, and shows how far it is.
 *
 * @throws UsageError when a file, a line of it or a column is missing or not as it should be, or there are no rows.
 */
export async function readRows(
  input: RowInput,
  terminal: Terminal,
  take: (row: InputRow) => void,
): Promise<RowTally> {
  const sizes = await Promise.all(input.paths.map(sizeOf));
  const totalBytes = sizes.reduce((sum, size) => sum + size, 0);
  const bar = new ProgressBar(terminal.stderr, totalBytes);
  try {
    return await readFiles(input, (bytes) => bar.advance(bytes), take);
  } finally {
    bar.clear();
  }
}

async function readFiles(
  input: RowInput,
  onBytes: RowRequest['onBytes'],
  take: (row: InputRow) => void,
): Promise<RowTally> {
  const { paths, columns, required, keepsText } = input;
  let rows = 0;
  const count = (row: InputRow): void => {
    rows += 1;
    take(row);
  };
  const events = new EventLogRows(input, count);
  const addToTable = (row: SourceRow, path: string): void => {
    required.see(row.values);
    count(columns.rowOf(row, path));
  };
  const request: RowRequest = {
    checkColumns: (names, path) => required.checkHeader(names, path),
    isRead: (column) => columns.isRead(column),
    keepsText,
    onBytes,
  };
  for (const path of paths) {
    let add: typeof addToTable | undefined;
    for await (const row of readerFor(path)(path, request)) {
      add ??= isEvent(row) ? (line) => events.add(line, path) : addToTable;
      add(row, path);
    }
  }
  events.finish();
  if (rows === 0) throw new UsageError(`no rows in ${paths.join(', ')}`);
  required.checkAllSeen();
  return { rows, unknownLabels: events.unknownLabels };
}

/** Also tells, before anything is read, what cannot be. */
async function sizeOf(path: string): Promise<number> {
  readerFor(path);
  return await fileSize(path);
}
