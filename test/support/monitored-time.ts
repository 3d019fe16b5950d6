import type { TestContext } from 'node:test';

const START = 1_700_000_000_000;

/** Stops every clock that a monitor looks at; lets so many seconds pass, and its timers go off on the way. */
export function stopMonitorTime(t: TestContext): (seconds: number) => void {
  let passed = 0;
  t.mock.timers.enable({ apis: ['setInterval', 'Date'], now: START });
  t.mock.method(performance, 'now', () => 1000 * passed);
  return (seconds) => {
    // Second by second: a timer has to see the time at which it goes off.
    for (let second = 0; second < seconds; second += 1) {
      passed += 1;
      t.mock.timers.tick(1000);
    }
  };
}
