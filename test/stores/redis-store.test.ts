import { randomUUID } from 'node:crypto';
import { after, before } from 'node:test';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { redisStore } from '../../src/stores/redis-store.ts';
import { RedisServer, skipWithoutRedis } from '../support/redis-server.ts';
import { registerStoreContract } from './contract.ts';

let server: RedisServer;
before(async () => {
  if (skipWithoutRedis === false) server = await RedisServer.start('pass/word');
});
after(() => server?.remove());

registerStoreContract(
  'redisStore by url',
  async (t, settings) => {
    const store = redisStore({ url: server.url, prefix: randomUUID(), ...settings });
    t.after(() => store.close());
    // Waits for the connection, as `size` does not.
    await store.take(['nobody']);
    return store;
  },
  skipWithoutRedis,
);

registerStoreContract(
  'redisStore with a client of redis',
  async (t, settings) => {
    const client = await createClient({ url: server.url }).connect();
    const store = redisStore({ client, prefix: randomUUID(), ...settings });
    t.after(async () => {
      await store.close();
      await client.close();
    });
    return store;
  },
  skipWithoutRedis,
);

registerStoreContract(
  'redisStore with a client of ioredis',
  async (t, settings) => {
    const client = new Redis(server.url);
    const store = redisStore({ client, prefix: randomUUID(), ...settings });
    t.after(async () => {
      await store.close();
      await client.quit();
    });
    return store;
  },
  skipWithoutRedis,
);
