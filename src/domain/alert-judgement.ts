import { baselineFigure } from './alert-metrics.ts';
import { emptyReading, intervalOf, type Reading } from './alert-reading.ts';
import { type AlertRule, wrongSide } from './alert-rule.ts';
import type { Baseline } from './baseline.ts';

/** What a rule makes of a reading. */
export type Judgement = UnknownJudgement | KnownJudgement;

interface UnknownJudgement {
  readonly verdict: 'unknown';
  readonly reading: Reading;
  /** `undefined` when there is nothing to hold it against either. */
  readonly bound: number | undefined;
}

export interface KnownJudgement {
  /** `doubtful` is beyond the bound, and chance alone could have brought it there. */
  readonly verdict: 'fine' | 'doubtful' | 'wrong';
  readonly reading: Reading;
  readonly value: number;
  readonly bound: number;
}

export type Verdict = Judgement['verdict'];

/** @param baseline - of the model version, for rules that compare with it. */
export function judge(rule: AlertRule, reading: Reading, baseline: Baseline | undefined): Judgement {
  const bound = boundOf(rule, reading, baseline);
  const { value, n } = reading;
  if (value === undefined || bound === undefined || n < rule.minCount) {
    return { verdict: 'unknown', reading, bound };
  }
  return { verdict: verdictOn(rule, reading, { value, bound }), reading, value, bound };
}

/** Of what is not there any more. */
export function nothingToJudge(subject: Pick<Reading, 'class' | 'feature'>): Judgement {
  return { verdict: 'unknown', reading: emptyReading(subject), bound: undefined };
}

function boundOf(
  { bound, metric }: AlertRule,
  { threshold }: Reading,
  baseline: Baseline | undefined,
): number | undefined {
  if (bound.kind === 'drifted') return threshold;
  if (bound.kind !== 'below_baseline') return bound.value;
  const atTraining = baseline?.quality?.[baselineFigure(metric) ?? ''];
  return atTraining === undefined ? undefined : atTraining - bound.by;
}

function verdictOn(
  rule: AlertRule,
  reading: Reading,
  { value, bound }: Pick<KnownJudgement, 'value' | 'bound'>,
): KnownJudgement['verdict'] {
  if (rule.bound.kind === 'drifted') return value >= bound ? 'wrong' : 'fine';
  const isAbove = wrongSide(rule.bound) === 'above';
  if (isAbove ? value <= bound : value >= bound) return 'fine';
  const interval = intervalOf(reading, rule.confidence);
  if (interval === undefined) return 'wrong';
  return (isAbove ? interval.lower > bound : interval.upper < bound) ? 'wrong' : 'doubtful';
}
