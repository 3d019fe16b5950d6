import type { Interval } from '../statistics/wilson-interval.ts';
import type { AlertSubject, Severity } from './alert-event.ts';
import type { AlertInstance } from './alert-instance.ts';
import type { AlertMetric } from './alert-metrics.ts';
import type { AlertState } from './alert-phase.ts';
import { intervalOf } from './alert-reading.ts';
import { wrongSide } from './alert-rule.ts';
import { givenOf } from './baseline-parts.ts';

/** One rule about one subject, as it was judged last. */
export interface AlertSnapshot {
  /** The rule's name. */
  readonly rule: string;
  readonly metric: AlertMetric;
  readonly severity: Severity;
  /** Empty strings where it is not about one. */
  readonly subject: AlertSubject;
  readonly state: AlertState;
  /** Absent when there is nothing to say. */
  readonly value?: number;
  /** Absent when there is nothing to hold it against. */
  readonly bound?: number;
  readonly isWrongWhen: 'above' | 'below';
  /** What the value rests on. */
  readonly n: number;
  /** Where the true value lies, with the rule's confidence; of figures of which that can be said. */
  readonly interval?: Interval;
  /** When it came into this state, ISO 8601. */
  readonly since: string;
}

export function alertSnapshot({ rule, subject, phase, judgement }: AlertInstance): AlertSnapshot {
  const { name, metric, severity, bound, confidence } = rule;
  const { reading } = judgement;
  return {
    rule: name,
    metric,
    severity,
    subject,
    state: phase.state,
    isWrongWhen: wrongSide(bound),
    n: reading.n,
    ...givenOf({
      value: reading.value,
      bound: judgement.bound,
      interval: intervalOf(reading, confidence),
    }),
    since: new Date(phase.since.time).toISOString(),
  };
}
