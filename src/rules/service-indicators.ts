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
  /** What the bad ones are, completing "… of requests …" in an alert. */
  readonly complaint: string;
  /** The share of the bad ones. */
  readonly badShare: (scope: Scope) => Figure;
}

const ANSWERED = 'outcome="ok"';
const LATENCY = 'prediction_latency_seconds';

export function indicatorsOf({ latency, errors, accuracy: right }: ServiceObjectives): readonly Indicator[] {
  const indicators: Indicator[] = [];
  if (latency !== undefined) indicators.push(latencyIndicator(latency));
  if (errors !== undefined) {
    const badShare = (scope: Scope): Figure => errorRate(counted(scope), scope);
    indicators.push({ name: 'errors', ...errors, complaint: 'requests fail', badShare });
  }
  if (right !== undefined) {
    const complaint = 'labelled predictions are wrong';
    const badShare = (scope: Scope): Figure => rest(accuracy(counted(scope), scope));
    indicators.push({ name: 'accuracy', ...right, complaint, badShare });
  }
  return indicators;
}

/** Failures are errors, not quick or slow answers. */
function latencyIndicator(latency: NonNullable<ServiceObjectives['latency']>): Indicator {
  const { objective, thresholdSeconds } = latency;
  return {
    name: 'latency',
    objective,
    complaint: `answers take longer than ${thresholdSeconds} s`,
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
