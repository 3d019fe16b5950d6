import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { test } from 'node:test';
import { changingDays, planDemo } from '../../example-app/changing-days.ts';
import { foggyDays, usualDays, weatherRows } from '../../example-app/weather-data.ts';

const plans = [
  { seconds: 6, plan: { phases: 3, phaseSeconds: 2, windowSeconds: 3 } },
  { seconds: 30, plan: { phases: 3, phaseSeconds: 10, windowSeconds: 5 } },
  { seconds: 90, plan: { phases: 3, phaseSeconds: 30, windowSeconds: 10 } },
  { seconds: 100, plan: { phases: 5, phaseSeconds: 20, windowSeconds: 10 } },
  {
    seconds: Number.POSITIVE_INFINITY,
    plan: { phases: Number.POSITIVE_INFINITY, phaseSeconds: 30, windowSeconds: 10 },
  },
];
for (const { seconds, plan } of plans) {
  test(`the days of a demo of ${seconds} s change every ${plan.phaseSeconds} s`, () => {
    assert.deepEqual(planDemo(seconds), plan);
  });
}

test('a demo with an end has foggy days in between and usual ones at both ends, after 30 s at the latest', () => {
  for (let seconds = 1; seconds <= 86_400; seconds += 7) {
    const { phases, phaseSeconds } = planDemo(seconds);
    assert.ok(phases >= 3 && phases % 2 === 1, `${phases} phases in ${seconds} s`);
    assert.ok(phaseSeconds <= 30, `phases of ${phaseSeconds} s in ${seconds} s`);
  }
});

function saidLines(t: TestContext): string[] {
  const lines: string[] = [];
  t.mock.method(console, 'log', (line: string) => lines.push(line));
  return lines;
}

test('usual and foggy days take turns, and the log says so once each time', (t) => {
  const said = saidLines(t);
  let seconds = 0;
  const days = changingDays({ phases: 3, phaseSeconds: 10, windowSeconds: 5 }, () => seconds);
  const daysAt = [0, 9.9, 10, 19.9, 20, 29.9, 30, 45].map((time) => {
    seconds = time;
    return days();
  });

  const [usual, foggy] = [weatherRows(usualDays), weatherRows(foggyDays)];
  assert.deepEqual(daysAt, [usual, usual, foggy, foggy, usual, usual, usual, usual]);
  assert.deepEqual(said, [
    '[demo] from now on all days are of January 2015, a foggy month',
    '[demo] the usual days are back, of all of 2013 and 2015',
  ]);
});
