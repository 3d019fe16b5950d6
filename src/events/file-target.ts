import type { Faults } from '../domain/faults.ts';
import { AppendFile } from './append-file.ts';
import { type LineTarget, Outage } from './line-target.ts';
import { Rotation, type RotationRules } from './rotation.ts';
import { statsOf } from './stats-of.ts';

export interface FileTargetOptions {
  readonly path: string;
  /** `undefined` for one file that grows. */
  readonly rotation: RotationRules | undefined;
  readonly faults: Faults;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** So much is written at a time, or what a file may hold when that is less. */
const MOST_WRITE_BYTES = 256 * 1024;

/**
 * A file that lines are appended to, also by other processes and while others move it away: before each write it is
 * looked at whether the path still leads to the file that is open. After a failure it is opened anew.
 */
export class FileTarget implements LineTarget {
  readonly #path: string;
  readonly #rotation: Rotation | undefined;
  readonly #mostBytes: number;
  readonly #outage: Outage;
  #file: AppendFile | undefined;

  constructor({ path, rotation, faults, now }: FileTargetOptions) {
    this.#path = path;
    this.#rotation = rotation && new Rotation({ path, rules: rotation, faults, now });
    this.#mostBytes = Math.min(MOST_WRITE_BYTES, rotation?.maxBytes ?? MOST_WRITE_BYTES);
    this.#outage = new Outage(faults);
  }

  async write(lines: readonly string[]): Promise<number> {
    try {
      const batch = lines.slice(0, Math.max(linesIn(lines, this.#mostBytes), 1));
      const text = Buffer.from(batch.join(''));
      const file = await this.#fileFor(text.length);
      const { bytes, error } = await file.append(text);
      if (bytes === text.length) {
        this.#outage.end();
        return batch.length;
      }
      await this.#fail(error);
      return linesIn(batch, bytes);
    } catch (error) {
      await this.#fail(error);
      return 0;
    }
  }

  async close(): Promise<void> {
    await this.#rotation?.close();
    await this.#closeFile();
  }

  async #fileFor(bytes: number): Promise<AppendFile> {
    let found = await statsOf(this.#path);
    if (found !== undefined && this.#rotation?.isDue(found, bytes) === true) {
      await this.#rotation.moveAway(found);
      found = undefined;
    }
    if (this.#file !== undefined && found !== undefined && this.#file.is(found)) return this.#file;
    await this.#closeFile();
    this.#file = await AppendFile.open(this.#path);
    return this.#file;
  }

  async #fail(error: unknown): Promise<void> {
    this.#outage.add(error);
    await this.#closeFile();
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    try {
      await file?.close();
    } catch (error) {
      this.#outage.add(error);
    }
  }
}

/** How many lines, from the first on, fit into so many bytes. */
function linesIn(lines: readonly string[], bytes: number): number {
  let end = 0;
  const unwritten = lines.findIndex((line) => {
    end += Buffer.byteLength(line);
    return end > bytes;
  });
  return unwritten === -1 ? lines.length : unwritten;
}
