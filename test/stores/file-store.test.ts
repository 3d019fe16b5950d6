import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileStore } from '../../src/stores/file-store.ts';
import { hasSqlite, testOnNodeWithSqlite } from '../support/newer-node.ts';
import { registerStoreContract } from './contract.ts';

const skip = hasSqlite && 'this Node has SQLite';
test('where Node has no SQLite fileStore says at once what it needs', { skip }, () => {
  assert.throws(() => fileStore({ path: join(tmpdir(), 'never.db') }), {
    message:
      `fileStore needs Node 22.13 or newer for its SQLite, and this is ${process.version}: ` +
      'update Node, or use memoryStore() or redisStore({ url })',
  });
});

testOnNodeWithSqlite(import.meta.filename, () => {
  const folder = mkdtempSync(join(tmpdir(), 'file-store-'));
  let files = 0;
  after(() => rmSync(folder, { recursive: true }));

  registerStoreContract('fileStore', async (t, settings) => {
    files += 1;
    const store = fileStore({ path: join(folder, `${files}.db`), ...settings });
    t.after(() => store.close());
    return store;
  });
});
