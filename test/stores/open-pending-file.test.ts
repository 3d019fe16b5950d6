import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sqliteTestOf } from '../support/newer-node.ts';
import { temporaryFile } from './temporary-file.ts';

/** What a process is asked to open, and at which time in milliseconds since 1970. */
export interface Opening {
  readonly path: string;
  readonly at: number;
}

const sqliteTest = sqliteTestOf(import.meta.filename);

sqliteTest('processes that open a new file at the same instant all get it', async (t) => {
  const file = join(import.meta.dirname, 'opening-process.ts');
  const processes = Array.from({ length: 3 }, () => fork(file, { execArgv: ['--import', 'tsx'] }));
  t.after(() => processes.map((child) => child.kill()));
  await Promise.all(processes.map((child) => once(child, 'message')));
  const failures: unknown[] = [];
  // One file says nothing: before this was right, one in seven was refused to a process.
  for (let round = 0; round < 30; round += 1) {
    const opening: Opening = { path: temporaryFile(t), at: Date.now() + 10 };
    const answers = processes.map(async (child) => {
      const answered = once(child, 'message');
      child.send(opening);
      const [{ failure }] = await answered;
      if (failure !== undefined) failures.push(failure);
    });
    await Promise.all(answers);
  }
  assert.deepEqual(failures, []);
});
