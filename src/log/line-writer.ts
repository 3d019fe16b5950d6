import { EventEmitter } from 'node:events';
import type { Drops } from '../domain/drops.ts';
import type { Faults } from '../domain/faults.ts';
import { SharedListener } from './shared-listener.ts';

/** Where log lines go, as morgan takes it: a stream, or anything with `write`. */
export interface LogStream {
  write(line: string): unknown;
  readonly writableLength?: number | undefined;
  readonly writableObjectMode?: boolean | undefined;
}

/** Where a writer tells what went wrong; it never throws. */
export interface LogHealth {
  readonly faults: Faults;
  readonly drops: Drops;
}

/** Takes the lines of one log to where they go. */
export interface LineWriter {
  write(line: string | object): void;
  /** Writes what is still held back, and lets go of the stream, which stays open. */
  close(): void;
}

/** Unwritten bytes at which a stream is given up on: what a stalled reader may cost in memory. */
const MAX_QUEUED_BYTES = 16 * 1024 * 1024;

/** The same for a stream of objects, which counts objects: about 1 KiB each. */
const MAX_QUEUED_OBJECTS = 16 * 1024;

const streamErrors = new SharedListener('error');
const processExit = new SharedListener('exit');

/** @param stream - the user's, written to line by line as morgan does; without one, stdout turn by turn. */
export function createLineWriter(stream: LogStream | undefined, health: LogHealth): LineWriter {
  return stream === undefined ? new TurnWriter(process.stdout, health) : new StreamWriter(stream, health);
}

/**
 * Gathers the lines of one turn of the event loop and writes them at once: a write to stdout may be a
 * system call that blocks. What the last turn gathered is written when the process exits.
 */
export class TurnWriter implements LineWriter {
  readonly #target: Target;
  readonly #stopListening: () => void;
  #lines: string[] = [];

  constructor(stream: LogStream, health: LogHealth) {
    this.#target = new Target(stream, health);
    this.#stopListening = processExit.join(process, this.#flush);
  }

  write(line: string | object): void {
    // An immediate runs at the end of the very turn: it keeps no process alive longer than that.
    if (this.#lines.length === 0) setImmediate(this.#flush);
    this.#lines.push(`${line}\n`);
  }

  close(): void {
    this.#flush();
    this.#stopListening();
    this.#target.close();
  }

  readonly #flush = (): void => {
    if (this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    this.#target.write(lines.join(''), lines.length);
  };
}

/** Writes every line by itself and at once: adapters to a logger take one call for one line. */
export class StreamWriter implements LineWriter {
  readonly #target: Target;
  readonly #takesObjects: boolean;

  constructor(stream: LogStream, health: LogHealth) {
    this.#target = new Target(stream, health);
    this.#takesObjects = stream.writableObjectMode === true;
  }

  write(line: string | object): void {
    this.#target.write(this.#takesObjects && typeof line === 'object' ? line : `${line}\n`, 1);
  }

  close(): void {
    this.#target.close();
  }
}

/** A stream that cannot hurt: full, it is not written to; what it throws or emits is a fault, counted. */
class Target {
  // A method takes what its bivariant parameter allows: objects too, which morgan's types leave out.
  readonly #stream: { write(chunk: unknown): unknown } & LogStream;
  readonly #health: LogHealth;
  readonly #maxQueued: number;
  readonly #stopListening: (() => void) | undefined;

  constructor(stream: LogStream, health: LogHealth) {
    this.#stream = stream;
    this.#health = health;
    this.#maxQueued = stream.writableObjectMode === true ? MAX_QUEUED_OBJECTS : MAX_QUEUED_BYTES;
    if (stream instanceof EventEmitter) this.#stopListening = streamErrors.join(stream, this.#report);
  }

  write(chunk: string | object, lines: number): void {
    if ((this.#stream.writableLength ?? 0) > this.#maxQueued) {
      this.#health.drops.count('log', lines);
      return;
    }
    try {
      const result = this.#stream.write(chunk);
      if (result instanceof Promise) result.catch(this.#report);
    } catch (error) {
      this.#report(error);
    }
  }

  close(): void {
    this.#stopListening?.();
  }

  readonly #report = (error: unknown): void => this.#health.faults.report('log', error);
}
