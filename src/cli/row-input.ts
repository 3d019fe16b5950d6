import type { ModelName } from './model-choice.ts';
import type { RequiredColumns } from './required-columns.ts';
import type { RowRequest } from './rows/source-row.ts';
import type { TableColumns } from './table-columns.ts';

/** Files of rows, and how they are to be read. */
export interface RowInput {
  readonly paths: readonly string[];
  readonly columns: TableColumns;
  readonly required: RequiredColumns;
  readonly keepsText: RowRequest['keepsText'];
  /** Whose predictions of an event log are read. */
  readonly chosen: ModelName;
  /** The class that a single score in an event log is of. */
  readonly positiveClass: string | undefined;
}
