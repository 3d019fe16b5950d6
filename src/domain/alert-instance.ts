import type { AlertEvent, AlertSubject } from './alert-event.ts';
import { type Judgement, type KnownJudgement, nothingToJudge } from './alert-judgement.ts';
import { type AlertPhase, type Moment, nextPhase } from './alert-phase.ts';
import { intervalOf, type Reading } from './alert-reading.ts';
import { type AlertRule, wrongSide } from './alert-rule.ts';
import { alertSummary } from './alert-summary.ts';
import { givenOf } from './baseline-parts.ts';

export interface UpdateRules {
  readonly now: Moment;
  /** How long an alert fires on without data. */
  readonly patienceSeconds: number;
}

/** One rule about one subject: how it was judged last, and what has become of it. */
export class AlertInstance {
  readonly rule: AlertRule;
  readonly subject: AlertSubject;
  #phase: AlertPhase;
  #judgement: Judgement;
  /** The last judgement of a figure: what a firing alert is told with while there is no data. */
  #known: KnownJudgement | undefined;
  #updatedAt: Moment;

  constructor(rule: AlertRule, subject: AlertSubject, since: Moment) {
    this.rule = rule;
    this.subject = subject;
    this.#phase = { state: 'not_enough_data', since };
    this.#judgement = nothingToJudge(subject);
    this.#updatedAt = since;
  }

  get phase(): AlertPhase {
    return this.#phase;
  }

  get judgement(): Judgement {
    return this.#judgement;
  }

  get updatedAt(): Moment {
    return this.#updatedAt;
  }

  /** @returns what somebody has to be told: that it fires from now on, or has stopped to. */
  update(judgement: Judgement, { now, patienceSeconds }: UpdateRules): AlertEvent | undefined {
    const { forSeconds } = this.rule;
    const before = this.#phase;
    this.#phase = nextPhase(before, judgement.verdict, { now, forSeconds, patienceSeconds });
    this.#judgement = judgement;
    this.#updatedAt = now;
    if (judgement.verdict !== 'unknown') this.#known = judgement;
    if (before.state !== 'firing') return this.firing();
    return this.#phase.state === 'firing' ? undefined : this.#resolved(before.since, now);
  }

  /** What is to be told while it fires; `undefined` when it does not. */
  firing(): AlertEvent | undefined {
    if (this.#phase.state !== 'firing' || this.#known === undefined) return undefined;
    const { reading, bound } = this.#known;
    return this.#event({ reading, bound, startedAt: this.#phase.since.time });
  }

  #resolved({ time: startedAt }: Moment, { time: endedAt }: Moment): AlertEvent | undefined {
    if (this.#known === undefined) return undefined;
    const { reading, verdict } = this.#judgement;
    const told = verdict === 'unknown' ? { ...reading, value: undefined } : reading;
    return this.#event({ reading: told, bound: this.#known.bound, startedAt, endedAt });
  }

  #event({ reading, bound, startedAt, endedAt }: Told): AlertEvent {
    const { rule, subject } = this;
    const { name: alert, metric, severity, labels, annotations, confidence } = rule;
    const { value, n } = reading;
    const status = endedAt === undefined ? 'firing' : 'resolved';
    const interval = intervalOf(reading, confidence);
    return {
      status,
      alert,
      severity,
      subject,
      metric,
      bound,
      isWrongWhen: wrongSide(rule.bound),
      n,
      startedAt,
      ...givenOf({ value, interval, endedAt }),
      labels,
      annotations,
      links: linksIn(annotations),
      summary: alertSummary({ rule, subject, status, value, bound, n, interval }),
    };
  }
}

function linksIn(annotations: AlertEvent['annotations']): AlertEvent['links'] {
  return Object.fromEntries(Object.entries(annotations).filter(([, text]) => /^https?:\/\/\S+$/.test(text)));
}

interface Told {
  readonly reading: Reading;
  readonly bound: number;
  /** Milliseconds since 1970, like the next. */
  readonly startedAt: number;
  readonly endedAt?: number;
}
