import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileStore } from '../../src/stores/file-store.ts';
import { hasSqlite, sqliteTestOf } from '../support/newer-node.ts';
import { registerStoreContract } from './contract.ts';
import { temporaryFile } from './temporary-file.ts';

sqliteTestOf(import.meta.filename);

if (hasSqlite) {
  registerStoreContract('fileStore', async (t, settings) => {
    const store = fileStore({ path: temporaryFile(t), ...settings });
    t.after(() => store.close());
    return store;
  });
} else {
  test('where Node has no SQLite fileStore says at once what it needs', () => {
    assert.throws(() => fileStore({ path: join(tmpdir(), 'never.db') }), {
      message:
        `fileStore needs Node 22.13 or newer for its SQLite, and this is ${process.version}: ` +
        'update Node, or use memoryStore() or redisStore({ url })',
    });
  });
}
