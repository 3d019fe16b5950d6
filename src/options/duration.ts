import { type Duration, secondsOf } from '../domain/duration.ts';
import type { Check } from './option-reader.ts';

export const duration: Check<Duration> = {
  expected: 'a duration above 0: a number of seconds, or a string like "500ms", "10s", "5m", "24h", "7d"',
  accepts: (value): value is Duration => secondsOf(value) > 0 && Number.isFinite(secondsOf(value)),
};
