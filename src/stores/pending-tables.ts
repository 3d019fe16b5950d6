import type { PutCounts } from '../domain/pending-store.ts';
import type { Horizon } from './settings.ts';
import type { SqliteDatabase, SqliteStatement } from './sqlite.ts';
import type { StoredEntry, StoredResult } from './stored-entry.ts';

/** Rows that one call may remove besides its own: it holds the write lock for some milliseconds at most. */
const TRIM_ROWS = 1000;

const SQL = {
  takenAt: 'SELECT time FROM taken WHERE id = ?',
  waiting: 'SELECT time, entry FROM waiting WHERE id = ?',
  // Not REPLACE, which fires no delete trigger.
  wait: `INSERT INTO waiting VALUES (?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET time = excluded.time, entry = excluded.entry`,
  unwait: 'DELETE FROM waiting WHERE id = ?',
  mark: 'INSERT INTO taken VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET time = excluded.time',
  unmark: 'DELETE FROM taken WHERE id = ?',
  rows: 'SELECT rows FROM total WHERE name = ?',
  forgetWaiting: `DELETE FROM waiting
    WHERE id IN (SELECT id FROM waiting WHERE time < ? ORDER BY time LIMIT ${TRIM_ROWS})`,
  forgetTaken: `DELETE FROM taken
    WHERE id IN (SELECT id FROM taken WHERE time < ? ORDER BY time LIMIT ${TRIM_ROWS})`,
  evictWaiting: `DELETE FROM waiting
    WHERE id IN (SELECT id FROM waiting ORDER BY time LIMIT ?) RETURNING time`,
  evictTaken: 'DELETE FROM taken WHERE id IN (SELECT id FROM taken ORDER BY time LIMIT ?)',
  size: 'SELECT count(*) AS rows FROM waiting WHERE time >= ?',
} as const;

type StatementName = keyof typeof SQL;

/** A prediction that was taken, with what it needs to wait again. */
export type TakenRow = StoredEntry & { readonly text: string };

/** The rows of a store's file. Every method is to run in a transaction of its own. */
export class PendingTables {
  readonly #statements: Readonly<Record<StatementName, SqliteStatement>>;

  constructor(database: SqliteDatabase) {
    const prepared = Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared);
  }

  put(entries: readonly StoredEntry[], horizon: Horizon): PutCounts {
    let replaced = 0;
    for (const entry of entries) replaced += this.#putOne(entry, horizon);
    return { replaced, evicted: this.#trim(horizon) };
  }

  /** Takes what waits; `taken` holds it once more, in case nobody gets the results. */
  take(
    ids: readonly string[],
    horizon: Horizon,
  ): { readonly results: readonly StoredResult[]; readonly taken: readonly TakenRow[] } {
    const taken: TakenRow[] = [];
    const results = ids.map((id) => {
      const row = this.#takeOne(id, horizon);
      if (typeof row === 'string') return row;
      taken.push(row);
      return row.text;
    });
    this.#trim(horizon);
    return { results, taken };
  }

  untake(taken: readonly TakenRow[]): void {
    for (const { id, time, text } of taken) {
      this.#statements.unmark.run(id);
      this.#statements.wait.run(id, time, text);
    }
  }

  size({ waitingSince }: Horizon): number {
    return Number(this.#statements.size.get(waitingSince)?.['rows']);
  }

  /** @returns how many waiting predictions it replaced: 1 or 0. */
  #putOne({ id, time, text }: StoredEntry, { waitingSince }: Horizon): number {
    const { takenAt, waiting, wait, unwait, mark } = this.#statements;
    if (timeOf(takenAt, id) >= waitingSince) return 0;
    const before = waiting.get(id);
    if (text === undefined) {
      unwait.run(id);
      mark.run(id, time);
    } else {
      wait.run(id, time, text);
    }
    const isReplacement = before !== undefined && Number(before['time']) >= waitingSince;
    return isReplacement && before['entry'] !== text ? 1 : 0;
  }

  #takeOne(id: string, { waitingSince, keptSince }: Horizon): TakenRow | 'unknown' | 'duplicate' | 'expired' {
    const { takenAt, waiting, unwait, mark } = this.#statements;
    if (timeOf(takenAt, id) >= waitingSince) return 'duplicate';
    const row = waiting.get(id);
    const time = Number(row?.['time'] ?? Number.NEGATIVE_INFINITY);
    if (time < keptSince) return 'unknown';
    if (time < waitingSince) return 'expired';
    unwait.run(id);
    mark.run(id, time);
    return { id, time, text: String(row?.['entry']) };
  }

  /** @returns how many predictions that still waited it dropped. */
  #trim({ waitingSince, keptSince, maxEntries }: Horizon): number {
    const { forgetWaiting, forgetTaken, evictWaiting, evictTaken } = this.#statements;
    forgetWaiting.run(keptSince);
    forgetTaken.run(waitingSince);
    const excessTaken = this.#rowsOf('taken') - maxEntries;
    if (excessTaken > 0) evictTaken.run(Math.min(excessTaken, TRIM_ROWS));
    const excess = this.#rowsOf('waiting') - maxEntries;
    if (excess <= 0) return 0;
    const evicted = evictWaiting.all(Math.min(excess, TRIM_ROWS));
    return evicted.filter(({ time }) => Number(time) >= waitingSince).length;
  }

  #rowsOf(table: 'waiting' | 'taken'): number {
    return Number(this.#statements.rows.get(table)?.['rows']);
  }
}

/** The time in the row of an id; before all times where there is none. */
function timeOf(statement: SqliteStatement, id: string): number {
  return Number(statement.get(id)?.['time'] ?? Number.NEGATIVE_INFINITY);
}
