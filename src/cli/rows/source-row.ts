/** One row of a data file. */
export interface SourceRow {
  /** By column; `null` for an empty cell. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Its line in a text, or its row in a Parquet file; from 1. */
  readonly line: number;
}

/** What a reader is told about a file's rows, and whom it tells what. */
export interface RowRequest {
  /** Called with all column names by a format that has them in one place, before the first row. */
  checkColumns(names: readonly string[], path: string): void;
  /** Whether the column's values are needed at all. */
  isRead(column: string): boolean;
  /** Whether a cell of a text format stays text, even if it is written like a number. */
  keepsText(column: string, cell: string): boolean;
  /** Called with the bytes of the file that were read since the last time. */
  onBytes(bytes: number): void;
}

/** Reads a file of one format row by row, in memory that does not grow with it. */
export type RowReader = (path: string, request: RowRequest) => AsyncIterable<SourceRow>;
