import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileStore } from '../../src/stores/file-store.ts';
import { hasSqlite, sqliteTestOf } from '../support/newer-node.ts';
import { registerProcessContract } from './process-contract.ts';
import { StoreProcess } from './store-processes.ts';
import { temporaryFile } from './temporary-file.ts';

const sqliteTest = sqliteTestOf(import.meta.filename);

if (hasSqlite) {
  registerProcessContract('fileStore', async (t) => {
    const place = temporaryFile(t);
    const store = fileStore({ path: place });
    t.after(() => store.close());
    return { kind: 'file', place, store };
  });
}

for (const [state, content] of [
  ['missing', undefined],
  ['damaged', 'no database. '.repeat(1000)],
] as const) {
  sqliteTest(`six processes that open a ${state} file at once share one new file`, async (t) => {
    const place = temporaryFile(t);
    if (content !== undefined) writeFileSync(place, content);
    const processes = await Promise.all(Array.from({ length: 6 }, () => StoreProcess.start('file', place)));
    const done = Promise.all(processes.map((child) => child.done()));
    for (const [index, child] of processes.entries()) child.begin({ stream: `s${index}`, count: 50 });
    await done;
    await Promise.all(processes.map((child) => child.close()));
    const store = fileStore({ path: place });
    t.after(() => store.close());
    const stored = processes.flatMap((child) => child.idsOf('stored'));
    const joined = processes.flatMap((child) => child.idsOf('joined'));
    assert.deepEqual([stored.length, joined.length, await store.size()], [300, 150, 150]);
    const setAside = readdirSync(dirname(place)).filter((name) => name.includes('.damaged-'));
    assert.equal(setAside.length, content === undefined ? 0 : 1);
  });
}
