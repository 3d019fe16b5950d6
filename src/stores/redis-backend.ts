import { randomUUID } from 'node:crypto';
import { type PutCounts, StoreUnavailableError } from '../domain/pending-store.ts';
import { inTime } from './in-time.ts';
import type { RedisConnection } from './redis-connection.ts';
import { PUT, type RedisScript, TAKE, UNTAKE } from './redis-scripts.ts';
import type { Horizon } from './settings.ts';
import type { StoreBackend, StoreEvents } from './store-backend.ts';
import type { StoredEntry, StoredResult } from './stored-entry.ts';

export interface RedisBackendParts {
  readonly prefix: string;
  /** Text that no message may hold. */
  readonly secrets: readonly string[];
  readonly connect: (events: StoreEvents) => RedisConnection;
  /** How long closing may take. */
  readonly timeoutMs: number;
}

/** The keys of a store in a Redis, and the scripts that work on them: one round trip each. */
export class RedisBackend implements StoreBackend {
  readonly #connection: RedisConnection;
  readonly #secrets: readonly string[];
  readonly #timeoutMs: number;
  readonly #keys: readonly string[];
  readonly #claim: string;
  /** Takes and their undoings so far, numbered so that Redis knows one that comes late. */
  #claims = 0;
  #lastTake = 0;
  #lifetimeMs = 0;

  constructor(
    { prefix, secrets, connect, timeoutMs }: RedisBackendParts,
    { ready, away, fault }: StoreEvents,
  ) {
    // The braces keep the keys in one slot of a cluster.
    this.#keys = ['entries', 'waiting', 'taken'].map((name) => `{${prefix}}:${name}`);
    this.#claim = `{${prefix}}:claim:${randomUUID()}`;
    this.#secrets = secrets;
    this.#timeoutMs = timeoutMs;
    this.#connection = connect({ ready, fault, away: (reason) => away(this.#unavailable(reason)) });
  }

  get isReady(): boolean {
    return this.#connection.isReady;
  }

  async put(entries: readonly StoredEntry[], horizon: Horizon): Promise<PutCounts> {
    const rows = entries.flatMap(({ id, time, text = '' }) => [id, String(time), text]);
    const reply = await this.#run(PUT, this.#keys, [...limitsOf(horizon), ...rows]);
    const [replaced, evicted] = Array.isArray(reply) ? reply : [];
    return { replaced: Number(replaced), evicted: Number(evicted) };
  }

  async take(ids: readonly string[], horizon: Horizon): Promise<readonly StoredResult[]> {
    this.#lastTake = this.#nextClaim();
    this.#lifetimeMs = lifetimeOf(horizon);
    const keys = [...this.#keys, this.#claim];
    const reply = await this.#run(TAKE, keys, [...limitsOf(horizon), String(this.#lastTake), ...ids]);
    return Array.isArray(reply) ? reply.map(String) : [];
  }

  async untake(): Promise<void> {
    const numbers = [this.#nextClaim(), this.#lastTake, this.#lifetimeMs].map(String);
    await this.#run(UNTAKE, [...this.#keys, this.#claim], numbers);
  }

  async size({ waitingSince }: Horizon): Promise<number> {
    const [, waiting = ''] = this.#keys;
    return Number(await this.#send(['ZCOUNT', waiting, String(waitingSince), '+inf']));
  }

  async close(): Promise<void> {
    // Where this cannot be said the claim goes by itself, later.
    if (this.isReady) await inTime(this.#send(['DEL', this.#claim]), this.#timeoutMs);
    this.#connection.close();
  }

  #nextClaim(): number {
    this.#claims += 1;
    return this.#claims;
  }

  async #run(
    { source, sha1 }: RedisScript,
    keys: readonly string[],
    args: readonly string[],
  ): Promise<unknown> {
    const operands = [String(keys.length), ...keys, ...args];
    try {
      return await this.#send(['EVALSHA', sha1, ...operands]);
    } catch (error) {
      // Redis has forgotten the script, or has never had it.
      if (error instanceof StoreUnavailableError && error.message.includes('NOSCRIPT')) {
        return this.#send(['EVAL', source, ...operands]);
      }
      throw error;
    }
  }

  async #send(command: readonly string[]): Promise<unknown> {
    try {
      return await this.#connection.send(command);
    } catch (error) {
      throw this.#unavailable(error);
    }
  }

  /** Without the error itself: clients hang the commands on it, the one with the password among them. */
  #unavailable(error: unknown): StoreUnavailableError {
    const reason = error instanceof Error ? error.message || codeOf(error) : String(error);
    const clean = this.#secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), reason);
    return new StoreUnavailableError(`${this.#connection.name} is unavailable: ${clean}`);
  }
}

/** When several addresses were tried in vain, the error has a code but no message. */
function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : error.name;
}

function limitsOf(horizon: Horizon): readonly string[] {
  const { waitingSince, keptSince, maxEntries } = horizon;
  return [waitingSince, keptSince, maxEntries, lifetimeOf(horizon)].map(String);
}

/** How long the keys stay when no process of ours is left to tidy them up. */
function lifetimeOf({ ttlMs }: Horizon): number {
  return Math.ceil(2 * ttlMs);
}
