import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';

/** A folder of its own for the files of an event log; it goes when the test has ended. */
export class EventFolder {
  readonly path: string;
  #isDisk = false;

  constructor(t: TestContext) {
    this.path = mkdtempSync(join(tmpdir(), 'events-'));
    t.after(() => {
      // Lazily: a file on it may still be open.
      if (this.#isDisk) spawnSync('umount', ['--lazy', this.path]);
      chmodSync(this.path, 0o700);
      rmSync(this.path, { recursive: true });
    });
  }

  /** On a disk of its own of so many KiB; `undefined` where this machine lets nobody make one. */
  static onTinyDisk(t: TestContext, kibibytes: number): EventFolder | undefined {
    const folder = new EventFolder(t);
    const options = ['-t', 'tmpfs', '-o', `size=${kibibytes}k`, 'tmpfs', folder.path];
    folder.#isDisk = spawnSync('mount', options).status === 0;
    return folder.#isDisk ? folder : undefined;
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** The files in it, in the order of their names. */
  names(): string[] {
    return readdirSync(this.path).sort();
  }

  text(name: string): string {
    const bytes = readFileSync(this.file(name));
    return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
  }

  /** The lines of all files, in the order of their names; every one has to be whole. */
  lines(): string[] {
    return this.names().flatMap((name) => {
      const lines = this.text(name).split('\n');
      if (lines.pop() !== '') throw new Error(`${name} ends within a line`);
      return lines;
    });
  }

  events(): Record<string, unknown>[] {
    return this.lines().map((line) => JSON.parse(line));
  }
}
