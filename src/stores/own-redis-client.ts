import type { RedisConnection } from './redis-connection.ts';
import type { StoreEvents } from './store-backend.ts';

/** The client of the package `redis`, which is loaded when it is first needed. */
type Client = ReturnType<typeof import('redis').createClient>;

/** From half a second on Redis is knocked at in equal steps: it is back sooner than anybody would notice. */
const LONGEST_PAUSE_MS = 500;

/** Connects to a Redis by its address, and again whenever the connection is lost. */
export class OwnRedisClient implements RedisConnection {
  readonly name: string;
  readonly #url: URL;
  readonly #events: StoreEvents;
  #client: Client | undefined;
  #isClosed = false;

  constructor(url: URL, timeoutMs: number, events: StoreEvents) {
    this.#url = url;
    this.#events = events;
    this.name = `Redis at ${url.host}`;
    void this.#connect(timeoutMs);
  }

  get isReady(): boolean {
    return this.#client?.isReady ?? false;
  }

  async send(command: readonly string[]): Promise<unknown> {
    if (this.#client === undefined) throw new Error('not connected yet');
    return this.#client.sendCommand(command);
  }

  close(): void {
    this.#isClosed = true;
    this.#client?.destroy();
  }

  /** A client that is destroyed while it connects goes on, and would hold the process. */
  #hear(): void {
    if (this.#isClosed) this.#client?.destroy();
    else this.#events.ready();
  }

  async #connect(timeoutMs: number): Promise<void> {
    try {
      const { createClient } = await loadRedis();
      if (this.#isClosed) return;
      this.#client = createClient({
        url: this.#url.href,
        disableOfflineQueue: true,
        // Together they find a connection that is open on this side only.
        pingInterval: timeoutMs,
        socket: {
          socketTimeout: 2 * timeoutMs,
          connectTimeout: timeoutMs,
          reconnectStrategy: (retries) => Math.min(50 * 2 ** retries, LONGEST_PAUSE_MS),
        },
      });
      this.#client.on('error', (error) => this.#events.away(error));
      this.#client.on('ready', () => this.#hear());
      await this.#client.connect();
    } catch (error) {
      if (!this.#isClosed) this.#events.away(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

async function loadRedis(): Promise<typeof import('redis')> {
  try {
    return await import('redis');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`redisStore({ url }) needs the package redis (npm install redis): ${reason}`);
  }
}
