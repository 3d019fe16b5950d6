import type { Faults } from '../domain/faults.ts';

/** Where the lines of the event log go. What goes wrong there is reported there. */
export interface LineTarget {
  /**
   * Writes lines, each with its end of line, as many as it writes at a time; never rejects, and is not called again
   * before it has resolved.
   *
   * @returns how many of them, from the first on, are written; 0 when nothing can be written now.
   */
  write(lines: readonly string[]): Promise<number>;
  /** Lets go of everything; never rejects. */
  close(): Promise<void>;
}

/** A time in which nothing can be written: one fault, however often it is tried. */
export class Outage {
  readonly #faults: Faults;
  #isOn = false;

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  add(error: unknown): void {
    if (!this.#isOn) this.#faults.report('events', error);
    this.#isOn = true;
  }

  end(): void {
    this.#isOn = false;
  }
}
