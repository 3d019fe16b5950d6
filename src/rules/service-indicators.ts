import { type Scope, total } from './counters.ts';
import { counted } from './counts.ts';
import { type Figure, shareOf } from './figure.ts';
import { equals } from './promql.ts';
import { accuracy } from './quality-figures.ts';
import type { ServiceObjectives } from './rules-input.ts';
import { errorRate } from './service-figures.ts';

/** What a service level objective is measured by. */
export interface Indicator {
  readonly name: 'latency' | 'errors' | 'accuracy';
  readonly objective: number;
  /** What is counted: `requests`. */
  readonly subjects: string;
  /** What the bad ones do: `fail`. */
  readonly complaint: string;
  /** What to look at first. */
  readonly runbook: string;
  /** The share of the bad ones. */
  readonly badShare: (scope: Scope) => Figure;
}

const ANSWERED = 'outcome="ok"';
const LATENCY = 'prediction_latency_seconds';

export function indicatorsOf({ latency, errors, accuracy: right }: ServiceObjectives): readonly Indicator[] {
  const indicators: Indicator[] = [];
  if (latency !== undefined) indicators.push(latencyIndicator(latency));
  if (errors !== undefined) {
    indicators.push({
      name: 'errors',
      ...errors,
      subjects: 'requests',
      complaint: 'fail',
      runbook: 'See which routes and status codes fail, and what the log says.',
      badShare: (scope) => errorRate(counted(scope), scope),
    });
  }
  if (right !== undefined) {
    indicators.push({
      name: 'accuracy',
      ...right,
      subjects: 'labelled predictions',
      complaint: 'are wrong',
      runbook: 'See which classes lost precision or recall, and which inputs drift.',
      badShare: (scope) => rest(accuracy(counted(scope), scope)),
    });
  }
  return indicators;
}

/** Failures are errors, not quick or slow answers. */
function latencyIndicator(latency: NonNullable<ServiceObjectives['latency']>): Indicator {
  const { objective, thresholdSeconds } = latency;
  return {
    name: 'latency',
    objective,
    subjects: 'answers',
    complaint: `take longer than ${thresholdSeconds} s`,
    runbook: 'See which routes are slow, and what the model server waits for.',
    badShare(scope) {
      const inTime = total(scope, `${LATENCY}_bucket`, ANSWERED, upTo(thresholdSeconds));
      return rest(shareOf(inTime, total(scope, `${LATENCY}_count`, ANSWERED)));
    },
  };
}

function rest(share: Figure): Figure {
  return { ...share, value: `1 - ${share.value}` };
}

/** The bucket with this bound: Prometheus 3 writes the bound 1 as `1.0`, and so may any client of OpenMetrics. */
function upTo(bound: number): string {
  return Number.isInteger(bound) ? `le=~"${bound}([.]0)?"` : equals('le', String(bound));
}
