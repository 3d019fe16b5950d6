import type { Verdict } from '../../src/domain/alert-judgement.ts';
import type { AlertState } from '../../src/domain/alert-phase.ts';

/** A verdict and when it was passed. */
export interface PassedVerdict {
  readonly verdict: Verdict;
  readonly seconds: number;
}

export interface NaiveRules {
  readonly forSeconds: number;
  readonly patienceSeconds: number;
}

/** The state after every verdict as the words say it, each time from the whole history. */
export function statesByWord(history: readonly PassedVerdict[], rules: NaiveRules): AlertState[] {
  const states: AlertState[] = [];
  for (const [index, { verdict, seconds }] of history.entries()) {
    const sinceIndex = (from: number): number => seconds - (history[from]?.seconds ?? seconds);
    const upToNow = history.slice(0, index + 1);
    const firstWrong = upToNow.findLastIndex((one) => one.verdict !== 'wrong') + 1;
    const lastKnown = upToNow.findLastIndex((one) => one.verdict !== 'unknown');
    const fires =
      states.at(-1) === 'firing'
        ? verdict !== 'fine' && (verdict !== 'unknown' || sinceIndex(lastKnown) < rules.patienceSeconds)
        : verdict === 'wrong' && sinceIndex(firstWrong) >= rules.forSeconds;
    states.push(fires ? 'firing' : QUIET[verdict]);
  }
  return states;
}

const QUIET: Readonly<Record<Verdict, AlertState>> = {
  unknown: 'not_enough_data',
  fine: 'ok',
  doubtful: 'ok',
  wrong: 'pending',
};
