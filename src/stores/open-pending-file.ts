import { existsSync, renameSync } from 'node:fs';
import { isBusy, isDamage, loadSqlite, SQLITE_CORRUPT, type SqliteDatabase } from './sqlite.ts';

/** Marks a file as ours: "emmp" in ASCII. */
const APPLICATION_ID = 0x656d6d70;
const SCHEMA_VERSION = 1;

/** How long one process waits for the write lock of another. */
const BUSY_MS = 5000;

/**
 * `total` counts the rows of both tables: `count(*)` walks over all of them, 2 ms at 100,000.
 * Pages that deleted rows leave are used again, so the file stays at its largest size so far.
 */
const SCHEMA = `
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
  CREATE TABLE IF NOT EXISTS waiting (id TEXT PRIMARY KEY, time REAL NOT NULL, entry TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS waiting_by_time ON waiting (time);
  CREATE TABLE IF NOT EXISTS taken (id TEXT PRIMARY KEY, time REAL NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS taken_by_time ON taken (time);
  CREATE TABLE IF NOT EXISTS total (name TEXT PRIMARY KEY, rows INTEGER NOT NULL) WITHOUT ROWID;
  INSERT OR IGNORE INTO total VALUES ('waiting', 0), ('taken', 0);
  ${['waiting', 'taken']
    .map(
      (table) => `
  CREATE TRIGGER IF NOT EXISTS ${table}_more AFTER INSERT ON ${table}
    BEGIN UPDATE total SET rows = rows + 1 WHERE name = '${table}'; END;
  CREATE TRIGGER IF NOT EXISTS ${table}_less AFTER DELETE ON ${table}
    BEGIN UPDATE total SET rows = rows - 1 WHERE name = '${table}'; END;`,
    )
    .join('')}
`;

export interface OpenedFile {
  readonly database: SqliteDatabase;
  /** What was wrong with the file that was there, and where it is now. */
  readonly setAside: Error | undefined;
}

/**
 * Opens the file of a store, or makes it. A damaged one is set aside under a name with the time in it.
 *
 * @throws Error when it cannot be opened, or is a database of another program.
 */
export function openPendingFile(path: string): OpenedFile {
  try {
    return { database: openSound(path), setAside: undefined };
  } catch (error) {
    if (!isDamage(error)) throw error;
    return whileLocked(`${path}.lock`, () => replaceDamaged(path));
  }
}

function openSound(path: string): SqliteDatabase {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_MS}`);
    refuseForeign(database);
    keepLog(database);
    // What was answered outlives the process, kill -9 included, because the system has it. When the machine
    // loses power the last seconds may be lost, though the file stays sound: FULL, which would keep them,
    // waits for the disk at every batch.
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 4194304');
    database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
    refuseDamaged(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function refuseForeign(database: SqliteDatabase): void {
  // Asked first: what makes a file of ours not empty gives it our number, too.
  if (database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined) return;
  const owner = pragma(database, 'application_id');
  const version = pragma(database, 'user_version');
  if (owner === APPLICATION_ID && version === SCHEMA_VERSION) return;
  const whose = owner === APPLICATION_ID ? 'another version of express-model-monitor' : 'another program';
  throw new Error(`it is a database of ${whose}; give the store a path of its own`);
}

/** Switches a new file to a write-ahead log. Of two that do so at once one is refused, whatever the time-out. */
function keepLog(database: SqliteDatabase): void {
  const sql = 'PRAGMA journal_mode = WAL';
  try {
    database.exec(sql);
  } catch (error) {
    if (!isBusy(error)) throw error;
    // Waits until the other one has done it.
    database.exec(`BEGIN IMMEDIATE; COMMIT; ${sql}`);
  }
}

/** Reads every page once, though not every index against its table: 60 ms at 100,000 predictions. */
function refuseDamaged(database: SqliteDatabase): void {
  const verdict = pragma(database, 'quick_check(1)');
  if (verdict !== 'ok') throw Object.assign(new Error(String(verdict)), { errcode: SQLITE_CORRUPT });
}

function pragma(database: SqliteDatabase, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Only under the lock of the path: by now another process may have set the damaged file aside. */
function replaceDamaged(path: string): OpenedFile {
  try {
    return { database: openSound(path), setAside: undefined };
  } catch (error) {
    if (!isDamage(error)) throw error;
    const name = `${path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
    // Its log goes with it: it can hold what is missing in the file.
    for (const part of ['', '-wal', '-shm'])
      if (existsSync(path + part)) renameSync(path + part, name + part);
    const reason = error instanceof Error ? error.message : String(error);
    const setAside = new Error(
      `the store's file ${path} is damaged (${reason}) and was set aside as ${name}; ` +
        'a new file was begun, and labels for the predictions in the old one will be unknown',
    );
    return { database: openSound(path), setAside };
  }
}

/** Runs alone among the processes of this machine. The lock is SQLite's, so it goes with its process. */
function whileLocked<Result>(path: string, run: () => Result): Result {
  const { DatabaseSync } = loadSqlite();
  const lock = new DatabaseSync(path);
  try {
    lock.exec(`PRAGMA busy_timeout = ${BUSY_MS}; BEGIN EXCLUSIVE`);
    return run();
  } finally {
    lock.close();
  }
}
