import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasSqlite, sqliteTestOf } from '../support/newer-node.ts';
import { JOINED, labelProgram, runJoin } from './label-programs.ts';

const sqliteTest = sqliteTestOf(import.meta.filename);

sqliteTest("a label is joined through the file of the page's program", async () => {
  const { stdout } = await runJoin(labelProgram('fileStore('));
  assert.equal(stdout, JOINED);
});

if (!hasSqlite) {
  test("the page's program with a file says what it needs on an older Node", async () => {
    const { stderr } = await runJoin(labelProgram('fileStore('));
    assert.match(stderr, /^Error: fileStore needs Node 22\.13 or newer .* this is v/m);
  });
}
