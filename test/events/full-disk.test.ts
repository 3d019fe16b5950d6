import assert from 'node:assert/strict';
import { existsSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { Registry } from 'prom-client';
import { modelMonitor } from '../../src/index.ts';
import { samplesOf } from '../support/metrics-text.ts';
import { EventFolder } from './event-folder.ts';
import { until } from './until.ts';

/** A folder where little or nothing can be written, and what changes that. */
interface FullDisk {
  readonly folder: EventFolder;
  makeRoom(): void;
}

function tinyDisk(t: TestContext): FullDisk | undefined {
  const folder = EventFolder.onTinyDisk(t, 64);
  if (folder === undefined) return undefined;
  writeFileSync(folder.file('.ballast'), 'b'.repeat(45_000));
  return { folder, makeRoom: () => unlinkSync(folder.file('.ballast')) };
}

function alwaysFullFile(t: TestContext): FullDisk | undefined {
  if (!existsSync('/dev/full')) return undefined;
  const folder = new EventFolder(t);
  symlinkSync('/dev/full', folder.file('events.jsonl'));
  return { folder, makeRoom: () => unlinkSync(folder.file('events.jsonl')) };
}

const DISKS: Readonly<Record<string, (t: TestContext) => FullDisk | undefined>> = {
  'a tiny disk': tinyDisk,
  'a file that is always full': alwaysFullFile,
};

for (const [name, make] of Object.entries(DISKS)) {
  test(`a full disk costs what is beyond the buffer, counted, and nothing more: ${name}`, async (t) => {
    const disk = make(t);
    if (disk === undefined) return t.skip('this machine has none');
    const faults: string[] = [];
    const monitor = modelMonitor({
      log: false,
      metrics: { registry: new Registry(), defaultMetrics: false },
      events: { file: disk.folder.file('events.jsonl'), maxBufferBytes: 20_000 },
      onFault: ({ part, error }) => faults.push(`${part}: ${String(error)}`),
    });
    t.after(() => monitor.close());
    const recorded: string[] = [];
    const record = (count: number): void => {
      const rows = Array.from({ length: count }, (_, index) => ({
        id: `p${recorded.length + index}`,
        output: 'x',
      }));
      recorded.push(...monitor.record(rows));
    };
    await until(() => {
      record(10);
      return faults.length > 0;
    });
    record(200);
    const whileFull = recorded.length;
    disk.makeRoom();
    await until(() => {
      record(1);
      return recorded.indexOf(lastIdIn(disk.folder)) >= whileFull;
    });
    await monitor.close();
    const written = disk.folder.events().map(({ id }) => String(id));
    const dropped = await droppedBy(monitor.registry);
    assert.ok(dropped > 0, `${dropped} dropped`);
    assert.equal(written.length + dropped, recorded.length);
    assert.deepEqual(
      written,
      recorded.filter((id) => written.includes(id)),
    );
    assert.equal(written.at(-1), recorded.at(-1));
    assert.equal(faults.length, 1);
    assert.match(faults.join(), /^events: Error: ENOSPC/);
  });
}

/** The id in the last whole line; empty when there is none. */
function lastIdIn(folder: EventFolder): string {
  if (!folder.names().includes('events.jsonl')) return '';
  const last = folder.text('events.jsonl').split('\n').at(-2);
  return last === undefined ? '' : String(JSON.parse(last).id);
}

async function droppedBy(registry: { metrics(): Promise<string> }): Promise<number> {
  const samples = samplesOf(await registry.metrics());
  return samples.get('model_monitor_dropped_total{part="events",reason="backpressure"}') ?? Number.NaN;
}
