import { UsageError } from '../usage-error.ts';
import { readCsv } from './csv-rows.ts';
import { COMPRESSED } from './file-chunks.ts';
import { readJsonLines } from './json-line-rows.ts';
import { readParquet } from './parquet-rows.ts';
import type { RowReader } from './source-row.ts';

const READERS: ReadonlyMap<string, RowReader> = new Map([
  ['.csv', readCsv],
  [`.csv${COMPRESSED}`, readCsv],
  ['.jsonl', readJsonLines],
  [`.jsonl${COMPRESSED}`, readJsonLines],
  ['.ndjson', readJsonLines],
  [`.ndjson${COMPRESSED}`, readJsonLines],
  ['.parquet', readParquet],
]);

/**
 * The reader for a file's format, which its name tells.
 *
 * @throws UsageError for a name that tells none.
 */
export function readerFor(path: string): RowReader {
  const name = path.toLowerCase();
  for (const [ending, reader] of READERS) if (name.endsWith(ending)) return reader;
  throw new UsageError(`${path}: expected a name that ends in ${Array.from(READERS.keys()).join(', ')}`);
}
