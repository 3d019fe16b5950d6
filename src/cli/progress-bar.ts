import type { Terminal } from './command.ts';

const WIDTH = 30;
/** A bar that is drawn more often costs time and shows nothing more. */
const REDRAW_MILLISECONDS = 100;
const TO_LINE_START = '\r\u001b[K';

/** Shows how much of the input has been read: on a terminal, and nowhere else. */
export class ProgressBar {
  readonly #stream: Terminal['stderr'];
  readonly #totalBytes: number;
  readonly #now: () => number;
  #doneBytes = 0;
  #drawnAt: number;

  /** @param now - milliseconds from any beginning. */
  constructor(stream: Terminal['stderr'], totalBytes: number, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#totalBytes = totalBytes;
    this.#now = now;
    this.#drawnAt = now();
  }

  advance(bytes: number): void {
    this.#doneBytes += bytes;
    const now = this.#now();
    if (this.#stream.isTTY !== true || now - this.#drawnAt < REDRAW_MILLISECONDS) return;
    this.#drawnAt = now;
    this.#stream.write(TO_LINE_START + this.#bar());
  }

  /** Takes the bar away, whatever it shows. */
  clear(): void {
    if (this.#stream.isTTY === true) this.#stream.write(TO_LINE_START);
  }

  #bar(): string {
    const share = Math.min(1, this.#doneBytes / Math.max(1, this.#totalBytes));
    const bar = '#'.repeat(Math.floor(share * WIDTH)).padEnd(WIDTH, '.');
    const megabytes = [this.#doneBytes, this.#totalBytes].map((bytes) => (bytes / 1e6).toFixed(1));
    return `[${bar}] ${Math.floor(share * 100)} % (${megabytes.join(' of ')} MB)`;
  }
}
