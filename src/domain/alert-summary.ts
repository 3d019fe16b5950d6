import type { Interval } from '../statistics/wilson-interval.ts';
import type { AlertSubject } from './alert-event.ts';
import type { AlertRule } from './alert-rule.ts';

/** What an alert's sentence is made of. */
export interface AlertFacts {
  readonly rule: Pick<AlertRule, 'metric' | 'bound' | 'confidence'>;
  readonly subject: AlertSubject;
  readonly status: 'firing' | 'resolved';
  /** `undefined` when there is nothing to say any more. */
  readonly value: number | undefined;
  readonly bound: number;
  readonly n: number;
  readonly interval: Interval | undefined;
}

/** One sentence that says what is wrong, or is so no more, with the numbers. */
export function alertSummary({ rule, subject, status, value, bound, n, interval }: AlertFacts): string {
  const isDrift = rule.bound.kind === 'drifted';
  const figure = `${isDrift ? 'psi' : rule.metric} of ${nameOf(subject)}`;
  const side = isDrift ? 'at or above' : rule.bound.kind === 'above' ? 'above' : 'below';
  const limit = `${side} ${shown(bound)}`;
  if (value === undefined) return `${figure} cannot be told any more: it was ${limit}`;
  const range =
    interval &&
    `, ${shown(100 * rule.confidence)} % interval ${shown(interval.lower)} to ${shown(interval.upper)}`;
  const rests = `(n = ${n}${range ?? ''})`;
  return `${figure} is ${shown(value)}, ${status === 'firing' ? '' : 'no longer '}${limit} ${rests}`;
}

/** `feature wind of weather@1`, `class rain of weather@1`, `weather@1`. */
function nameOf({ model, version, class: name, feature }: AlertSubject): string {
  const ofModel = `${model}@${version}`;
  if (feature !== '') return `feature ${feature} of ${ofModel}`;
  return name === '' ? ofModel : `class ${name} of ${ofModel}`;
}

/** Four digits are as many as anyone reads. */
function shown(value: number): string {
  return String(Number(value.toPrecision(4)));
}
