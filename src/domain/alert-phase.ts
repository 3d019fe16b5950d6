import type { Verdict } from './alert-judgement.ts';

/** What an alert can be in. */
export type AlertState = AlertPhase['state'];

/** One point in time, on two clocks. */
export interface Moment {
  /** On a clock that never goes back: for how long something lasted. */
  readonly seconds: number;
  /** Milliseconds since 1970: for people to read. */
  readonly time: number;
}

/** How one rule is doing about one subject. */
export type AlertPhase =
  | { readonly state: 'not_enough_data' | 'ok' | 'pending'; readonly since: Moment }
  | {
      readonly state: 'firing';
      readonly since: Moment;
      /** When there last was enough data to judge by. */
      readonly judgedAt: Moment;
    };

export interface PhaseRules {
  readonly now: Moment;
  /** How long it has to be wrong before it fires. */
  readonly forSeconds: number;
  /** How long it fires on without data. */
  readonly patienceSeconds: number;
}

/**
 * The phase after a verdict. Nothing doubtful begins to fire, and nothing doubtful stops to: a figure close to its
 * bound would otherwise fire anew with every few rows.
 */
export function nextPhase(phase: AlertPhase, verdict: Verdict, rules: PhaseRules): AlertPhase {
  const { now, forSeconds, patienceSeconds } = rules;
  if (phase.state === 'firing') {
    if (verdict === 'fine') return { state: 'ok', since: now };
    if (verdict !== 'unknown') return { state: 'firing', since: phase.since, judgedAt: now };
    const hasLasted = now.seconds - phase.judgedAt.seconds >= patienceSeconds;
    return hasLasted ? { state: 'not_enough_data', since: now } : phase;
  }
  if (verdict !== 'wrong') return sameOr(phase, verdict === 'unknown' ? 'not_enough_data' : 'ok', now);
  const pending = sameOr(phase, 'pending', now);
  const hasLasted = now.seconds - pending.since.seconds >= forSeconds;
  return hasLasted ? { state: 'firing', since: now, judgedAt: now } : pending;
}

function sameOr(phase: AlertPhase, state: 'not_enough_data' | 'ok' | 'pending', now: Moment): AlertPhase {
  return phase.state === state ? phase : { state, since: now };
}
