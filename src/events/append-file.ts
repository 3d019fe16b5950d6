import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';

const END_OF_LINE = 0x0a;
/** Far longer than a write takes. */
const LOOK_AGAIN_MS = 50;

/** What became of a piece of text that was to be appended. */
export interface Appended {
  /** From its beginning to the last end of a line that is in the file. */
  readonly bytes: number;
  /** Why the rest is not. */
  readonly error?: unknown;
}

/**
 * A file that is open for appending, by any number of processes at once: the system puts every write at the end as a
 * whole, and a write is always of whole lines.
 */
export class AppendFile {
  readonly #handle: FileHandle;
  readonly #inode: Pick<Stats, 'ino' | 'dev'>;

  private constructor(handle: FileHandle, inode: Pick<Stats, 'ino' | 'dev'>) {
    this.#handle = handle;
    this.#inode = inode;
  }

  /** Opens the file, which is made when it is not there; a last line that was broken off is ended. */
  static async open(path: string): Promise<AppendFile> {
    const handle = await open(path, 'a+');
    try {
      if (await isBrokenOff(handle)) await handle.write('\n');
      return new AppendFile(handle, await handle.stat());
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Whether this is the file that was looked at, and not one that was moved away since. */
  is({ ino, dev }: Pick<Stats, 'ino' | 'dev'>): boolean {
    return ino === this.#inode.ino && dev === this.#inode.dev;
  }

  /** Appends whole lines; of a line that does not fit any more nothing is left, if that can be done. */
  async append(lines: Buffer): Promise<Appended> {
    let bytes = 0;
    try {
      while (bytes < lines.length) bytes += (await this.#handle.write(lines, bytes)).bytesWritten;
      return { bytes };
    } catch (error) {
      const whole = lines.subarray(0, bytes).lastIndexOf(END_OF_LINE) + 1;
      // Where that fails too, the next to open the file ends the line.
      await this.#cutOff(lines.subarray(whole, bytes)).catch(() => undefined);
      return { bytes: whole, error };
    }
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  /** Takes the beginning of a line off the end again, unless another process has written behind it. */
  async #cutOff(begun: Buffer): Promise<void> {
    if (begun.length === 0) return;
    const { size } = await this.#handle.stat();
    const start = size - begun.length;
    const { buffer: last } = await this.#handle.read(Buffer.alloc(begun.length), 0, begun.length, start);
    if (last.equals(begun)) await this.#handle.truncate(start);
  }
}

/** Looked at twice, as another process may be in the middle of a write. */
async function isBrokenOff(handle: FileHandle): Promise<boolean> {
  if (!(await endsWithinLine(handle))) return false;
  await pause(LOOK_AGAIN_MS);
  return endsWithinLine(handle);
}

async function endsWithinLine(handle: FileHandle): Promise<boolean> {
  const stats = await handle.stat();
  if (!stats.isFile() || stats.size === 0) return false;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, stats.size - 1);
  return buffer[0] !== END_OF_LINE;
}
