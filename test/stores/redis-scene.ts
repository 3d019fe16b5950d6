import { type TestContext, test } from 'node:test';
import type { PendingStore } from '../../src/domain/pending-store.ts';
import { type RedisStoreOptions, redisStore } from '../../src/stores/redis-store.ts';
import { RedisServer, skipWithoutRedis } from '../support/redis-server.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';

/** The time at which everything happens. */
export const NOW: number = Date.UTC(2026, 0, 1);

/** A test with a server of its own, and stores on it that report their faults. */
export class Scene {
  readonly server: RedisServer;
  readonly faults: string[] = [];
  readonly #t: TestContext;

  constructor(t: TestContext, server: RedisServer) {
    this.server = server;
    this.#t = t;
    t.after(() => server.remove());
  }

  store(options: Partial<RedisStoreOptions> = {}): PendingStore {
    const url = options.client === undefined ? { url: this.server.url } : {};
    const store = redisStore({
      ...url,
      now: () => NOW,
      onFault: ({ message }) => this.faults.push(message),
      ...options,
    });
    this.#t.after(() => store.close());
    return store;
  }

  async proxy(): Promise<TcpProxy> {
    const proxy = await TcpProxy.start(this.server.port);
    this.#t.after(() => proxy.close());
    return proxy;
  }
}

export function sceneTest(sentence: string, run: (scene: Scene) => Promise<void>, password = ''): void {
  test(sentence, { skip: skipWithoutRedis }, async (t) => {
    await run(new Scene(t, await RedisServer.start(password)));
  });
}
