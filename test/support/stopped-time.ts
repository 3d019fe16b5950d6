import type { TestContext } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Stops the clock of `setTimeout`; lets time pass, and all that hangs on it happen. */
export function stopTime(t: TestContext): (milliseconds: number) => Promise<unknown> {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  return (milliseconds) => {
    t.mock.timers.tick(milliseconds);
    return nextTurn();
  };
}
