import type { TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { START } from './alert-events.ts';

/** How many turns what hangs on a timer takes at most until it waits for something else. */
const TURNS = 5;

/** Stops every clock at `START`. */
export class StoppedClock {
  readonly #t: TestContext;

  constructor(t: TestContext) {
    this.#t = t;
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: START });
    t.mock.method(performance, 'now', () => Date.now() - START);
  }

  /** Lets time pass, and what hangs on it happen. */
  async pass(milliseconds: number): Promise<void> {
    // What has already happened may yet have to set its timer.
    await this.settle();
    this.#t.mock.timers.tick(milliseconds);
    await this.settle();
  }

  /** The same, second by second: for timers that are set when others have fired. */
  async passSeconds(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += 1) await this.pass(1000);
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < TURNS; turn += 1) await nextTurn();
  }
}
