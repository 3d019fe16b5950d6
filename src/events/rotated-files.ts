import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { PACKED, partialPath } from './pack-file.ts';
import { statsOf } from './stats-of.ts';

/** The time of the last line, and a few letters for files that were moved away in the same millisecond. */
const MARK = /^-\d{8}T\d{9}Z-[0-9a-f]{6}$/;

/**
 * The files that were moved away from a path, such as `events-20261123T235959123Z-3fa9c1.jsonl` of `events.jsonl`,
 * packed or not: their names sort by time.
 */
export class RotatedFiles {
  readonly #folder: string;
  readonly #stem: string;
  readonly #ending: string;
  #lastTime = 0;

  constructor(path: string) {
    this.#folder = dirname(path);
    this.#ending = extname(path);
    this.#stem = basename(path, this.#ending);
  }

  /** A path that no file has yet, behind the one before: the times of files may have steps of some milliseconds. */
  nameFor(lastWritten: Date): string {
    this.#lastTime = Math.max(lastWritten.getTime(), this.#lastTime + 1);
    const time = new Date(this.#lastTime).toISOString().replace(/[-:.]/g, '');
    return join(this.#folder, `${this.#stem}-${time}-${randomBytes(3).toString('hex')}${this.#ending}`);
  }

  async deleteAllBut(newest: number): Promise<void> {
    const names = await this.#names();
    const unpacked = Array.from(new Set(names.map(withoutPacked)), (name) => join(this.#folder, name));
    for (const path of unpacked.slice(0, Math.max(unpacked.length - newest, 0))) {
      for (const each of [path, path + PACKED, partialPath(path)]) await rm(each, { force: true });
    }
  }

  /** Paths of files that are not packed and were written to and moved away before a time, the oldest first. */
  async unpacked(beforeMs: number): Promise<readonly string[]> {
    const names = await this.#names();
    const paths = names.filter((name) => !name.endsWith(PACKED)).map((name) => join(this.#folder, name));
    const stats = await Promise.all(paths.map(statsOf));
    // Moving a file changes its ctime, as writing to it does.
    return paths.filter((_, index) => (stats[index]?.ctimeMs ?? beforeMs) < beforeMs);
  }

  async #names(): Promise<readonly string[]> {
    const names = await readdir(this.#folder);
    return names.filter((name) => this.#isOurs(withoutPacked(name))).sort();
  }

  #isOurs(name: string): boolean {
    if (!name.startsWith(this.#stem) || !name.endsWith(this.#ending)) return false;
    return MARK.test(name.slice(this.#stem.length, name.length - this.#ending.length));
  }
}

function withoutPacked(name: string): string {
  return name.endsWith(PACKED) ? name.slice(0, -PACKED.length) : name;
}
