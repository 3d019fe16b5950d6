import type { AsyncBuffer, DecodedArray, ParquetRowRange, ParquetScan } from 'hyparquet';
import { UsageError } from '../usage-error.ts';
import type { RowRequest, SourceRow } from './source-row.ts';

type Column = readonly [name: string, values: DecodedArray];

/**
 * Reads Parquet files, packed in any of its ways: one row group after the other, of each the columns that are needed.
 * Memory follows the largest row group.
 */
export async function* readParquet(path: string, request: RowRequest): AsyncGenerator<SourceRow> {
  const { scan, names } = await readable(path, openScan(path, request));
  request.checkColumns(names, path);
  const needed = names.filter((name) => request.isRead(name));
  for (const range of scan.ranges) {
    const columns = await readable(path, readRange(scan, needed, range));
    for (let row = range.rowStart; row < range.rowEnd; row += 1) {
      yield { values: valuesOf(columns, row - range.rowStart), line: row + 1 };
    }
  }
}

/** Whatever the parser stumbles over, the file is at fault. */
async function readable<T>(path: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw new UsageError(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function openScan(
  path: string,
  request: RowRequest,
): Promise<{ readonly scan: ParquetScan; readonly names: readonly string[] }> {
  const [{ asyncBufferFromFile, parquetScan, parquetSchema }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ]);
  const file = watched(await asyncBufferFromFile(path), request);
  const scan = await parquetScan({ file, compressors });
  return { scan, names: parquetSchema(scan.metadata).children.map(({ element }) => element.name) };
}

function watched(file: AsyncBuffer, { onBytes }: RowRequest): AsyncBuffer {
  return {
    byteLength: file.byteLength,
    slice(start, end = file.byteLength) {
      onBytes(end - start);
      return file.slice(start, end);
    },
  };
}

function readRange(
  scan: ParquetScan,
  names: readonly string[],
  range: ParquetRowRange,
): Promise<readonly Column[]> {
  return Promise.all(
    names.map(async (column) => [column, await scan.readColumn({ column, ...range })] as const),
  );
}

function valuesOf(columns: readonly Column[], row: number): SourceRow['values'] {
  return Object.fromEntries(columns.map(([name, values]) => [name, plainValue(values[row])]));
}

/** A value as it would stand in JSON. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Date ? value.toJSON() : value;
}
