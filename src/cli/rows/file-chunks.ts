import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError } from '../usage-error.ts';
import type { RowRequest } from './source-row.ts';

export const COMPRESSED = '.gz';

/** Whether a file is unpacked when it is read. */
export function isCompressed(path: string): boolean {
  return path.toLowerCase().endsWith(COMPRESSED);
}

/** The bytes of a file in pieces, unpacked when its name ends in `.gz`. What was read is reported packed. */
export function fileChunks(path: string, { onBytes }: Pick<RowRequest, 'onBytes'>): AsyncIterable<Buffer> {
  const chunks = readChunks(path, onBytes);
  return isCompressed(path) ? unpackedChunks(path, chunks) : chunks;
}

async function* readChunks(path: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield chunk;
  }
}

async function* unpackedChunks(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* pipeline(chunks, createGunzip(), ignoreEnd);
  } catch (error) {
    throw isOfZlib(error) ? new UsageError(`${path} cannot be unpacked: ${error.message}`) : error;
  }
}

function isOfZlib(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

/** Whoever reads the last stream of a pipeline is told of every error by that stream. */
export function ignoreEnd(): void {}
