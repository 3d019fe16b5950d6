/** What we use of `node:sqlite`; the types of Node 20 do not have it. */
export interface SqliteModule {
  readonly DatabaseSync: new (path: string) => SqliteDatabase;
}

export interface SqliteDatabase {
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

export interface SqliteStatement {
  run(...parameters: readonly SqliteValue[]): unknown;
  get(...parameters: readonly SqliteValue[]): SqliteRow | undefined;
  all(...parameters: readonly SqliteValue[]): readonly SqliteRow[];
}

export type SqliteValue = string | number;
export type SqliteRow = Readonly<Record<string, SqliteValue | null>>;

/**
 * Node's own SQLite.
 *
 * @throws Error with what to do where this Node has none.
 */
export function loadSqlite(): SqliteModule {
  const sqlite = process.getBuiltinModule('node:sqlite');
  if (sqlite !== undefined) return sqlite as SqliteModule;
  throw new Error(
    `fileStore needs Node 22.13 or newer for its SQLite, and this is ${process.version}: ` +
      'update Node, or use memoryStore() or redisStore({ url })',
  );
}

// SQLite's result codes: locked by another connection; and no longer, or never, a database.
const SQLITE_BUSY = 5;
export const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

/** Whether an error says that another connection was in the way. */
export function isBusy(error: unknown): boolean {
  return resultCodeOf(error) === SQLITE_BUSY;
}

/** Whether an error says that the file is damaged. */
export function isDamage(error: unknown): boolean {
  const code = resultCodeOf(error);
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB;
}

/** Extended codes keep the plain one in their lowest byte. */
function resultCodeOf(error: unknown): number | undefined {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}
