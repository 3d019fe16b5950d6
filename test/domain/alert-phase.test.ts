import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Verdict } from '../../src/domain/alert-judgement.ts';
import { type AlertPhase, type AlertState, type Moment, nextPhase } from '../../src/domain/alert-phase.ts';
import { type PassedVerdict, statesByWord } from './naive-alert.ts';

const FOR_SECONDS = 20;
const PATIENCE_SECONDS = 60;

function at(seconds: number): Moment {
  return { seconds, time: 1_700_000_000_000 + 1000 * seconds };
}

/** A verdict, so many seconds after the one before. */
type Step = readonly [verdict: Verdict, seconds: number];

/** The phase after every step, from the first moment on. */
function phasesOf(steps: readonly Step[], forSeconds = FOR_SECONDS): AlertPhase[] {
  let phase: AlertPhase = { state: 'not_enough_data', since: at(0) };
  let seconds = 0;
  return steps.map(([verdict, pause]) => {
    seconds += pause;
    const rules = { now: at(seconds), forSeconds, patienceSeconds: PATIENCE_SECONDS };
    phase = nextPhase(phase, verdict, rules);
    return phase;
  });
}

function statesOf(steps: readonly Step[], forSeconds = FOR_SECONDS): AlertState[] {
  return phasesOf(steps, forSeconds).map(({ state }) => state);
}

test('what is wrong for long enough fires, and stops as soon as it is fine', () => {
  const steps: Step[] = [
    ['fine', 0],
    ['wrong', 10],
    ['wrong', 19],
    ['wrong', 1],
    ['wrong', 100],
    ['fine', 1],
  ];
  assert.deepEqual(statesOf(steps), ['ok', 'pending', 'pending', 'firing', 'firing', 'ok']);
});

test('without a time to wait it fires at once', () => {
  assert.deepEqual(statesOf([['wrong', 0]], 0), ['firing']);
});

test('whatever comes between begins the wait anew', () => {
  for (const between of ['fine', 'doubtful', 'unknown'] as const) {
    const states = statesOf([
      ['wrong', 0],
      [between, 19],
      ['wrong', 1],
      ['wrong', 19],
      ['wrong', 1],
    ]);
    const state = between === 'unknown' ? 'not_enough_data' : 'ok';
    assert.deepEqual(states, ['pending', state, 'pending', 'pending', 'firing']);
  }
});

test('what is doubtful neither begins to fire nor stops to', () => {
  const steps: Step[] = [
    ['doubtful', 0],
    ['doubtful', 1000],
    ['wrong', 1],
    ['doubtful', 1],
    ['doubtful', 1000],
    ['fine', 1],
  ];
  assert.deepEqual(statesOf(steps, 0), ['ok', 'ok', 'firing', 'firing', 'firing', 'ok']);
});

test('without data it fires on for as long as it has patience, counted from when there last was some', () => {
  const steps: Step[] = [
    ['wrong', 0],
    ['unknown', 50],
    ['doubtful', 5],
    ['unknown', 59],
    ['unknown', 1],
    ['unknown', 1],
  ];
  const states = ['firing', 'firing', 'firing', 'firing', 'not_enough_data', 'not_enough_data'];
  assert.deepEqual(statesOf(steps, 0), states);
});

test('a phase is told from when it began, not from when it was judged last', () => {
  const steps: Step[] = [
    ['fine', 1],
    ['fine', 1],
    ['wrong', 1],
    ['wrong', 10],
    ['wrong', 10],
    ['wrong', 5],
    ['unknown', 1],
  ];
  assert.deepEqual(
    phasesOf(steps).map(({ state, since }) => [state, since.seconds]),
    [
      ['ok', 1],
      ['ok', 1],
      ['pending', 3],
      ['pending', 3],
      ['firing', 23],
      ['firing', 23],
      ['firing', 23],
    ],
  );
});

/** The same steps, with the time that has passed by then. */
function historyOf(steps: readonly Step[]): PassedVerdict[] {
  let seconds = 0;
  return steps.map(([verdict, pause]) => {
    seconds += pause;
    return { verdict, seconds };
  });
}

test('whatever the verdicts and however long between them, the states are those that the words say', () => {
  const verdict = fc.constantFrom<Verdict>('unknown', 'fine', 'doubtful', 'wrong', 'wrong');
  const step = fc.tuple(verdict, fc.constantFrom(0, 1, 5, 10, 20, 59, 60, 1000));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), fc.constantFrom(0, 5, 20), (steps, forSeconds) => {
      const rules = { forSeconds, patienceSeconds: PATIENCE_SECONDS };
      assert.deepEqual(statesOf(steps, forSeconds), statesByWord(historyOf(steps), rules));
    }),
    { numRuns: 1000 },
  );
});
