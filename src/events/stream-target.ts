import { EventEmitter } from 'node:events';
import type { Faults } from '../domain/faults.ts';
import { type LineTarget, Outage } from './line-target.ts';

/** Where events can go instead of a file: a stream, or anything with `write`, which gets one line at a time. */
export interface EventStream {
  write(line: string): unknown;
  readonly destroyed?: boolean | undefined;
  readonly writableEnded?: boolean | undefined;
  readonly writableLength?: number | undefined;
}

/**
 * A stream of the user's. It is never given more than it wants: when it says that it is full, it is waited for; when
 * `write` answers a promise, that is waited for. What it throws or emits is a fault, and no more.
 */
export class StreamTarget implements LineTarget {
  readonly #stream: EventStream;
  readonly #outage: Outage;
  #drained: Promise<void> | undefined;

  constructor(stream: EventStream, faults: Faults) {
    this.#stream = stream;
    this.#outage = new Outage(faults);
    if (stream instanceof EventEmitter) stream.on('error', this.#onError);
  }

  async write(lines: readonly string[]): Promise<number> {
    await this.#drained;
    this.#drained = undefined;
    let written = 0;
    try {
      for (const line of lines) {
        if (this.#drained !== undefined) return written;
        await this.#writeLine(line);
        written += 1;
      }
      this.#outage.end();
    } catch (error) {
      this.#outage.add(error);
    }
    return written;
  }

  /** The stream stays open. While it holds lines of ours it may still fail, which must not end the process. */
  async close(): Promise<void> {
    const stream = this.#stream;
    if (!(stream instanceof EventEmitter)) return;
    const stopListening = (): void => void stream.off('error', this.#onError);
    if (stream.destroyed === true || (stream.writableLength ?? 0) === 0) stopListening();
    else void nextDrain(stream).then(stopListening);
  }

  async #writeLine(line: string): Promise<void> {
    const { destroyed, writableEnded } = this.#stream;
    if (destroyed === true || writableEnded === true) throw new Error('the stream of events has ended');
    const answer = this.#stream.write(line);
    if (answer === false && this.#stream instanceof EventEmitter) this.#drained = nextDrain(this.#stream);
    else if (answer instanceof Promise) await answer;
  }

  readonly #onError = (error: unknown): void => this.#outage.add(error);
}

/** The events after which a stream that was full can be asked again. */
const ENDS_OF_WAITING = ['drain', 'error', 'close'] as const;

function nextDrain(stream: EventEmitter): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      for (const event of ENDS_OF_WAITING) stream.off(event, settle);
      resolve();
    };
    for (const event of ENDS_OF_WAITING) stream.on(event, settle);
  });
}
