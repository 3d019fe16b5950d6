import type { PendingStore, StoreSettings } from '../domain/pending-store.ts';
import { OwnRedisClient } from './own-redis-client.ts';
import { QueuedStore } from './queued-store.ts';
import { RedisBackend, type RedisBackendParts } from './redis-backend.ts';
import { borrowClient, type RedisClient } from './redis-connection.ts';

export interface RedisStoreOptions extends Partial<StoreSettings> {
  /** `redis://` or `rediss://`, as in `redis://user:password@host:6379/0`. Needs the package `redis`. */
  readonly url?: string | undefined;
  /** Or a client of the application's, of `redis` or `ioredis`; it stays open. */
  readonly client?: RedisClient | undefined;
  /** What the keys begin with, in braces. Default `express-model-monitor`. */
  readonly prefix?: string | undefined;
  /** How long a label waits for an answer, in milliseconds. Default 5000. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Keeps the predictions that wait for a label in a Redis (6.2 or newer), for all replicas at once. A label is
 * joined once, whichever replica gets it. While Redis is away predictions wait in this process, as many as
 * the cap allows, and labels are refused. What survives a crash of Redis is what its own persistence keeps.
 *
 * @throws TypeError without exactly one of `url` and `client`, and for a url that is none. It does not say the
 * url, which can hold a password.
 */
export function redisStore(options: RedisStoreOptions): PendingStore {
  const { url, client, prefix = 'express-model-monitor', timeoutMs = 5000, ...settings } = options;
  const way = client === undefined ? wayTo(url, timeoutMs) : wayThrough(client, url);
  return new QueuedStore({
    settings,
    timeoutMs,
    open: (events) => new RedisBackend({ prefix, timeoutMs, ...way }, events),
  });
}

/** How a backend gets to its Redis. */
type Way = Pick<RedisBackendParts, 'secrets' | 'connect'>;

function wayThrough(client: RedisClient, url: string | undefined): Way {
  if (url !== undefined) throw new TypeError('redisStore takes a url or a client, not both');
  return { secrets: [], connect: (events) => borrowClient(client, events) };
}

function wayTo(text: string | undefined, timeoutMs: number): Way {
  if (text === undefined) throw new TypeError('redisStore needs a url or a client');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['redis:', 'rediss:'].includes(url.protocol)) {
    throw new TypeError('redisStore: url has to be like redis://[[user]:password@]host[:port][/database]');
  }
  return {
    secrets: [url.password, decodeURIComponent(url.password)].filter((secret) => secret !== ''),
    connect: (events) => new OwnRedisClient(url, timeoutMs, events),
  };
}
