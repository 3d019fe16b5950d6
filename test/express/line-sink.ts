import { EventEmitter, once } from 'node:events';
import { Writable } from 'node:stream';

/** A stream for the request log that keeps its lines and can be waited on: each request ends with one line. */
export class LineSink {
  readonly lines: string[] = [];
  readonly #events = new EventEmitter();

  /** A stream of Node's own: nothing of the application's runs when a line is written. */
  readonly stream: Writable = new Writable({
    decodeStrings: false,
    write: (line: string, _encoding, done) => {
      this.write(line);
      done();
    },
  });

  /** The sink itself can stand as the stream: then the line is written by code of the application. */
  readonly write = (line: string): void => {
    this.lines.push(line.trimEnd());
    this.#events.emit('line');
  };

  /** Resolves to the lines when there are at least so many. */
  async whenWritten(count: number): Promise<readonly string[]> {
    while (this.lines.length < count) await once(this.#events, 'line');
    return this.lines;
  }
}
