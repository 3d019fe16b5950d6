import { say } from './say.ts';
import type { WeatherRow } from './weather-data.ts';
import { foggyDays, usualDays, weatherRows } from './weather-data.ts';

/** How long the days stay as they are in a demo without an end, and at most in any other. */
const longestPhaseSeconds = 30;

/** A window is half a phase, so that it forgets the one before; a shorter one would hold too few labels. */
const windowSecondsRange = { shortest: 3, longest: 10 };

/** Usual and foggy days take turns. */
export interface DemoPlan {
  /** An odd number, at least three, so that a demo with an end ends with usual days and its alerts are over. */
  readonly phases: number;
  readonly phaseSeconds: number;
  /** How far back the monitor's figures look. */
  readonly windowSeconds: number;
}

/** @param seconds - how long the demo runs; `Infinity` for without an end. */
export function planDemo(seconds: number): DemoPlan {
  const phases = 1 + 2 * Math.max(1, Math.ceil((seconds / longestPhaseSeconds - 1) / 2));
  const phaseSeconds = phases === Number.POSITIVE_INFINITY ? longestPhaseSeconds : seconds / phases;
  const { shortest, longest } = windowSecondsRange;
  return { phases, phaseSeconds, windowSeconds: Math.min(Math.max(phaseSeconds / 2, shortest), longest) };
}

/**
 * The usual days, then those of a foggy month, and so on in turns; says when they change.
 *
 * @param secondsPassed - since the demo began.
 */
export function changingDays(
  { phases, phaseSeconds }: DemoPlan,
  secondsPassed: () => number,
): () => readonly WeatherRow[] {
  const [usual, foggy] = [weatherRows(usualDays), weatherRows(foggyDays)];
  let wasFoggy = false;
  return () => {
    const phase = Math.min(Math.floor(secondsPassed() / phaseSeconds), phases - 1);
    const isFoggy = phase % 2 === 1;
    if (isFoggy && !wasFoggy) say('[demo] from now on all days are of January 2015, a foggy month', 'cyan');
    if (wasFoggy && !isFoggy) say('[demo] the usual days are back, of all of 2013 and 2015', 'cyan');
    wasFoggy = isFoggy;
    return isFoggy ? foggy : usual;
  };
}
