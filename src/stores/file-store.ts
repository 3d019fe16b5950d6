import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { PendingStore, StoreSettings } from '../domain/pending-store.ts';
import { FileBackend } from './file-backend.ts';
import { openPendingFile } from './open-pending-file.ts';
import { QueuedStore } from './queued-store.ts';
import { loadSqlite } from './sqlite.ts';

export interface FileStoreOptions extends Partial<StoreSettings> {
  /** The file, made with its folder when it is not there. Others of its name plus an ending come beside it. */
  readonly path: string;
}

/** How long a label waits for the file, another process's lock included. */
const TIMEOUT_MS = 10_000;

/**
 * Keeps the predictions that wait for a label in a file, for any number of processes on one machine. They
 * survive restarts and `kill -9`: what `put` has resolved for is in the file. (A power cut can cost the last
 * seconds.) On Node's own SQLite, so Node 22.13 or newer. A network file system will not do.
 *
 * @throws Error on an older Node, for a path that cannot be written, and for another program's database.
 */
export function fileStore({ path, ...settings }: FileStoreOptions): PendingStore {
  const file = resolve(path);
  const setAside = prepare(file);
  return new QueuedStore({
    settings,
    timeoutMs: TIMEOUT_MS,
    open: (events) => {
      if (setAside !== undefined) queueMicrotask(() => events.fault(setAside));
      return new FileBackend(file, TIMEOUT_MS, events);
    },
  });
}

/** Opens the file once, so that what is wrong with it is said where the store is made. */
function prepare(file: string): Error | undefined {
  loadSqlite();
  try {
    mkdirSync(dirname(file), { recursive: true });
    const { database, setAside } = openPendingFile(file);
    database.close();
    return setAside;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`fileStore cannot use ${file}: ${reason}`, { cause: error });
  }
}
