import { statSync } from 'node:fs';
import type { PutCounts } from '../domain/pending-store.ts';
import { openPendingFile } from './open-pending-file.ts';
import { PendingTables, type TakenRow } from './pending-tables.ts';
import type { Horizon } from './settings.ts';
import { isDamage, type SqliteDatabase } from './sqlite.ts';
import type { StoredEntry, StoredResult } from './stored-entry.ts';

/**
 * The file of a store, open in one thread of one process. A file that turns out to be damaged is set aside,
 * and one that another process has set aside is left, before anything else is done.
 */
export class PendingFile {
  readonly #path: string;
  readonly #onSetAside: (error: Error) => void;
  #database: SqliteDatabase | undefined;
  #tables: PendingTables | undefined;
  #fileNumber = 0;
  #lastTaken: readonly TakenRow[] = [];

  constructor(path: string, onSetAside: (error: Error) => void) {
    this.#path = path;
    this.#onSetAside = onSetAside;
  }

  put(entries: readonly StoredEntry[], horizon: Horizon): PutCounts {
    return this.#transact((tables) => tables.put(entries, horizon));
  }

  take(ids: readonly string[], horizon: Horizon): readonly StoredResult[] {
    const { results, taken } = this.#transact((tables) => tables.take(ids, horizon));
    this.#lastTaken = taken;
    return results;
  }

  untake(): void {
    this.#transact((tables) => tables.untake(this.#lastTaken));
    this.#lastTaken = [];
  }

  size(horizon: Horizon): number {
    return this.#whileSound((tables) => tables.size(horizon));
  }

  close(): void {
    this.#database?.close();
    this.#database = undefined;
    this.#tables = undefined;
  }

  #transact<Result>(run: (tables: PendingTables) => Result): Result {
    return this.#whileSound((tables, database) => {
      // Takes the write lock at once: a transaction that began by reading could not wait for it.
      database.exec('BEGIN IMMEDIATE');
      try {
        const result = run(tables);
        database.exec('COMMIT');
        return result;
      } catch (error) {
        rollBack(database);
        throw error;
      }
    });
  }

  #whileSound<Result>(run: (tables: PendingTables, database: SqliteDatabase) => Result): Result {
    try {
      return run(...this.#open());
    } catch (error) {
      // Opening again finds the damage, unless another process has dealt with it.
      if (!isDamage(error)) throw error;
      this.close();
      return run(...this.#open());
    }
  }

  #open(): [PendingTables, SqliteDatabase] {
    if (this.#database !== undefined && this.#fileNumber !== fileNumberOf(this.#path)) this.close();
    if (this.#database === undefined || this.#tables === undefined) {
      const { database, setAside } = openPendingFile(this.#path);
      this.#database = database;
      this.#tables = new PendingTables(database);
      this.#fileNumber = fileNumberOf(this.#path);
      if (setAside !== undefined) this.#onSetAside(setAside);
    }
    return [this.#tables, this.#database];
  }
}

/** Tells one file at a path from the next one there; 0 where there is none. */
function fileNumberOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.ino ?? 0;
}

/** Some errors, such as a full disk, have already ended the transaction. */
function rollBack(database: SqliteDatabase): void {
  try {
    database.exec('ROLLBACK');
  } catch {
    // Nothing to undo.
  }
}
