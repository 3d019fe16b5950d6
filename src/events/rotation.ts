import type { Stats } from 'node:fs';
import { rename } from 'node:fs/promises';
import type { Faults } from '../domain/faults.ts';
import { packFile } from './pack-file.ts';
import { RotatedFiles } from './rotated-files.ts';
import { isMissing } from './stats-of.ts';

/** When a file is moved away, and what becomes of those that were. */
export interface RotationRules {
  /** Before it would grow beyond this. */
  readonly maxBytes: number | undefined;
  /** When a period of this length has begun since its last line; periods begin at multiples of it since 1970, in UTC. */
  readonly everySeconds: number | undefined;
  /** So many files that were moved away are kept. */
  readonly keep: number | undefined;
  /** Whether files that were moved away are packed. */
  readonly packs: boolean;
}

export interface RotationOptions {
  /** Of the file that is written to. */
  readonly path: string;
  readonly rules: RotationRules;
  readonly faults: Faults;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * How long ago a file must have been moved away, and written to, before it is packed: another process may have looked
 * where the path leads just before, and write to it still.
 */
const QUIET_MS = 10_000;

/**
 * Moves a full file away and keeps house among the files that were. Any number of processes may do so with the same
 * path: should two find a file full at once, the second moves the young file of the first away, and no line is lost.
 */
export class Rotation {
  readonly #options: RotationOptions;
  readonly #files: RotatedFiles;
  readonly #closing = new AbortController();
  #upkeep: Promise<void> = Promise.resolve();

  constructor(options: RotationOptions) {
    this.#options = options;
    this.#files = new RotatedFiles(options.path);
  }

  /** @param bytes - to be written next. */
  isDue({ size, mtimeMs }: Stats, bytes: number): boolean {
    const { rules, now } = this.#options;
    const { maxBytes, everySeconds } = rules;
    if (size === 0) return false;
    if (maxBytes !== undefined && size + bytes > maxBytes) return true;
    return everySeconds !== undefined && periodOf(mtimeMs, everySeconds) < periodOf(now(), everySeconds);
  }

  /** Nobody waits for the files that were moved away before to be packed or deleted. */
  async moveAway({ mtime }: Stats): Promise<void> {
    const { path, faults } = this.#options;
    try {
      await rename(path, this.#files.nameFor(mtime));
    } catch (error) {
      // Another process was faster.
      if (!isMissing(error)) throw error;
    }
    this.#upkeep = this.#upkeep
      .then(() => this.#keepHouse())
      .catch((error: unknown) => {
        if (!this.#closing.signal.aborted) faults.report('events', error);
      });
  }

  /** What is being packed is left as it was. */
  close(): Promise<void> {
    this.#closing.abort();
    return this.#upkeep;
  }

  async #keepHouse(): Promise<void> {
    const { rules, now } = this.#options;
    const { signal } = this.#closing;
    if (rules.keep !== undefined) await this.#files.deleteAllBut(rules.keep);
    if (!rules.packs) return;
    for (const path of await this.#files.unpacked(now() - QUIET_MS)) {
      if (!signal.aborted) await packFile(path, signal);
    }
  }
}

function periodOf(milliseconds: number, everySeconds: number): number {
  return Math.floor(milliseconds / (everySeconds * 1000));
}
