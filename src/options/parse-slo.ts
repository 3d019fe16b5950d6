import { type Duration, secondsOf } from '../domain/duration.ts';
import type { ServiceObjectives } from '../rules/rules-input.ts';
import { duration } from './duration.ts';
import type { Check, OptionReader } from './option-reader.ts';
import { isPlainObject } from './plain-object.ts';

/** What is promised of every model version over thirty days; an objective is the share that has to be good. */
export interface SloOptions {
  /** Of the requests that are answered, those within `threshold`, which is a bound of `metrics.buckets`. */
  readonly latency?: { readonly objective: number; readonly threshold: Duration } | undefined;
  /** Of all requests, those that do not fail. */
  readonly errors?: { readonly objective: number } | undefined;
  /** Of the labelled predictions, those that are right. */
  readonly accuracy?: { readonly objective: number } | undefined;
}

const share: Check<number> = {
  expected: 'a share above 0 and below 1, such as 0.999',
  accepts: (value): value is number => typeof value === 'number' && value > 0 && value < 1,
};

/** @param buckets - upper bounds of the latency histogram, in seconds: who was in time is known of these alone. */
export function parseSlo(options: OptionReader, buckets: readonly number[]): ServiceObjectives {
  const slo = options.group('slo', 'an object with latency, errors or accuracy');
  const objectives = {
    latency: parseObjective(slo, 'latency', (reader) => parseThreshold(reader, buckets)),
    errors: parseObjective(slo, 'errors', () => ({})),
    accuracy: parseObjective(slo, 'accuracy', () => ({})),
  };
  slo.finish();
  return objectives;
}

/** @param parseRest - what there is besides the objective; `undefined` when it is wrong. */
function parseObjective<Rest extends object>(
  slo: OptionReader,
  name: string,
  parseRest: (reader: OptionReader) => Rest | undefined,
): ({ readonly objective: number } & Rest) | undefined {
  const example = 'an object such as { objective: 0.999 }';
  const given = slo.read(name, { expected: example, accepts: isPlainObject });
  if (given === undefined) return undefined;
  const reader = slo.group(name, example);
  const objective = required(reader, 'objective', share);
  const rest = parseRest(reader);
  reader.finish();
  return objective === undefined || rest === undefined ? undefined : { objective, ...rest };
}

function parseThreshold(
  latency: OptionReader,
  buckets: readonly number[],
): { readonly thresholdSeconds: number } | undefined {
  const given = required(latency, 'threshold', duration);
  if (given === undefined) return undefined;
  const seconds = secondsOf(given);
  // Written in other units, a bound may come out as the number beside it.
  const thresholdSeconds = buckets.find((bound) => Math.abs(bound - seconds) <= 1e-9 * bound);
  if (thresholdSeconds !== undefined) return { thresholdSeconds };
  const nearest = [buckets.findLast((bound) => bound < seconds), buckets.find((bound) => bound > seconds)];
  const shown = nearest.filter((bound) => bound !== undefined).join(' or ');
  const expected = `a bound of metrics.buckets, the nearest is ${shown}`;
  latency.report('threshold', `expected ${expected}, got ${seconds} seconds`);
  return undefined;
}

function required<T>(reader: OptionReader, option: string, check: Check<T>): T | undefined {
  if (!reader.has(option)) reader.report(option, `expected ${check.expected}, got none`);
  return reader.read(option, check);
}
