import type { StoreEvents } from './store-backend.ts';

/** A way to one Redis, whoever made it. */
export interface RedisConnection {
  /** For messages; without secrets. */
  readonly name: string;
  readonly isReady: boolean;
  send(command: readonly string[]): Promise<unknown>;
  close(): void;
}

/** What we use of a client of the package `redis`. */
export interface NodeRedisClient {
  readonly isReady: boolean;
  sendCommand(command: readonly string[]): Promise<unknown>;
  on(event: 'ready', listener: () => void): unknown;
  off(event: 'ready', listener: () => void): unknown;
}

/** What we use of a client of the package `ioredis`. */
export interface IoRedisClient {
  readonly status: string;
  call(...command: [name: string, ...args: string[]]): Promise<unknown>;
  on(event: 'ready', listener: () => void): unknown;
  off(event: 'ready', listener: () => void): unknown;
}

export type RedisClient = NodeRedisClient | IoRedisClient;

/** Uses a client of the application's, which connects and closes it, and hears of its errors. */
export function borrowClient(client: RedisClient, events: StoreEvents): RedisConnection {
  const { ready } = events;
  client.on('ready', ready);
  return {
    name: 'Redis',
    get isReady() {
      return isIoRedis(client) ? client.status === 'ready' : client.isReady;
    },
    send: ([name = '', ...args]) =>
      isIoRedis(client) ? client.call(name, ...args) : client.sendCommand([name, ...args]),
    close: () => void client.off('ready', ready),
  };
}

function isIoRedis(client: RedisClient): client is IoRedisClient {
  return 'call' in client;
}
