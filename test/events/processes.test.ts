import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { EventFolder } from './event-folder.ts';

const COUNT = 5000;

interface Started {
  readonly name: string;
  readonly ending: 'close' | 'leave';
}

function start(t: TestContext, folder: EventFolder, { name, ending }: Started): ChildProcess {
  const script = join(import.meta.dirname, 'recording-process.ts');
  const child = fork(script, [name, folder.file('events.jsonl'), String(COUNT), ending], {
    execArgv: ['--import', 'tsx'],
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

/** How many different predictions of each process there are; none may be there twice. */
function countsByProcess(folder: EventFolder): Record<string, number> {
  const ids = folder.events().map(({ id }) => String(id));
  assert.equal(new Set(ids).size, ids.length);
  const counts: Record<string, number> = {};
  for (const id of ids) {
    const [name = ''] = id.split('-');
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

test('processes share a file and those that come after it, and no line is lost or broken', async (t) => {
  const folder = new EventFolder(t);
  const processes: readonly Started[] = [
    { name: 'a', ending: 'close' },
    { name: 'b', ending: 'close' },
    // It ends by itself, without closing its monitor.
    { name: 'c', ending: 'leave' },
  ];
  const children = processes.map((started) => start(t, folder, started));
  const codes = await Promise.all(children.map((child) => once(child, 'close')));
  assert.deepEqual(codes, Array(3).fill([0, null]));
  assert.deepEqual(countsByProcess(folder), { a: COUNT, b: COUNT, c: COUNT });
  assert.ok(folder.names().length > 10, `${folder.names().length} files`);
});

test('a process that is killed leaves whole lines, and those of others beside them', async (t) => {
  const folder = new EventFolder(t);
  const [killed, other] = ['a', 'b'].map((name) => start(t, folder, { name, ending: 'close' }));
  assert.ok(killed !== undefined && other !== undefined);
  const ended = once(other, 'close');
  await once(killed, 'message');
  killed.kill('SIGKILL');
  await ended;
  const { a = 0, b } = countsByProcess(folder);
  assert.equal(b, COUNT);
  // What it recorded in its last moments had not been written yet.
  assert.ok(a > COUNT / 2 && a <= COUNT, `${a} lines`);
});
