import type { Drops } from '../domain/drops.ts';
import type { LineTarget } from './line-target.ts';

export interface EventQueueOptions {
  readonly target: LineTarget;
  /** Of all lines that are not written yet; what comes beyond it is dropped and counted. */
  readonly maxBufferBytes: number;
  readonly drops: Drops;
}

/**
 * How long lines are gathered before they are written. Writing in every turn of the event loop would cost a busy server
 * a system call or two per request (bench/micro/events.ts).
 */
const GATHER_MS = 100;
/** How long after a failure it is tried again. */
const RETRY_MS = 1000;
/** How long `close` waits for lines to be written. */
const MOST_CLOSE_MS = 5000;

/** The lines that are not written yet: bounded, written one after the other, tried again when that fails. */
export class EventQueue {
  readonly #options: EventQueueOptions;
  #lines: string[] = [];
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: EventQueueOptions) {
    this.#options = options;
  }

  /** @param line - with its end of line. */
  add(line: string): void {
    const { maxBufferBytes, drops } = this.#options;
    const bytes = Buffer.byteLength(line);
    if (this.#isClosed || this.#bytes + bytes > maxBufferBytes) {
      drops.count('events');
      return;
    }
    this.#bytes += bytes;
    this.#lines.push(line);
    // Not unref'd: a process that has nothing else to do ends when these lines are written.
    if (this.#writing === undefined) this.#timer ??= setTimeout(this.#start, GATHER_MS);
  }

  /** Writes what waits, as far as it can be written now and in time; the rest is dropped and counted. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const { target, drops } = this.#options;
    const isWritten = await isDoneWithin(MOST_CLOSE_MS, this.#writeLast());
    drops.count('events', this.#lines.length);
    this.#lines = [];
    const closing = target.close();
    // A target that hangs would hang here as well.
    if (isWritten) await closing;
  }

  readonly #start = (): void => {
    this.#timer = undefined;
    this.#writing = this.#writeAll().then((isWritten) => {
      this.#writing = undefined;
      if (!isWritten && !this.#isClosed) this.#timer = setTimeout(this.#start, RETRY_MS).unref();
    });
  };

  async #writeLast(): Promise<void> {
    await this.#writing;
    await this.#writeAll();
  }

  /** @returns whether all is written; not when nothing can be written now. */
  async #writeAll(): Promise<boolean> {
    while (this.#lines.length > 0) {
      const written = await this.#options.target.write(this.#lines);
      if (written === 0) return false;
      for (const line of this.#lines.splice(0, written)) this.#bytes -= Buffer.byteLength(line);
    }
    return true;
  }
}

/** The timer keeps the process alive: whoever awaits `close` is to get an answer. */
async function isDoneWithin(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  try {
    return await Promise.race([work.then(() => true), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
