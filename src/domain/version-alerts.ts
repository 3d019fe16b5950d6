import type { AlertEvent, AlertSubject } from './alert-event.ts';
import { AlertFigures } from './alert-figures.ts';
import { AlertInstance, type UpdateRules } from './alert-instance.ts';
import { type Judgement, judge, nothingToJudge } from './alert-judgement.ts';
import { isOfRanks } from './alert-metrics.ts';
import type { Moment } from './alert-phase.ts';
import type { Reading } from './alert-reading.ts';
import { type AlertRule, isAbout } from './alert-rule.ts';
import type { Faults } from './faults.ts';
import type { ModelState } from './model-state.ts';

export interface VersionAlertsParts {
  readonly rules: readonly AlertRule[];
  /** How long an alert fires on without data: a window. */
  readonly windowSeconds: number;
  /** Told of every alert that begins to fire, and that stops to. */
  readonly tell: (event: AlertEvent) => void;
  readonly faults: Faults;
  readonly places: AlertPlaces;
}

/** How many alerts there may be. */
export interface AlertPlaces {
  /** @returns whether there was one left. */
  take(): boolean;
  giveBack(): void;
}

interface WatchedRule {
  readonly rule: AlertRule;
  /** By class or feature: a rule is about one kind or the other, never about both. */
  readonly instances: Map<string, AlertInstance>;
}

/** The alerts of one model version. */
export class VersionAlerts {
  readonly #state: ModelState;
  readonly #parts: VersionAlertsParts;
  readonly #withRanks: boolean;
  readonly #watched: readonly WatchedRule[];

  constructor(state: ModelState, parts: VersionAlertsParts) {
    const rules = parts.rules.filter((rule) => isAbout(rule, state));
    this.#state = state;
    this.#parts = parts;
    this.#withRanks = rules.some(({ metric }) => isOfRanks(metric));
    this.#watched = rules.map((rule) => ({ rule, instances: new Map() }));
  }

  *[Symbol.iterator](): Generator<AlertInstance> {
    for (const { instances } of this.#watched) yield* instances.values();
  }

  /** What one rule fails with is counted, and the others go on. */
  evaluate(now: Moment): void {
    const figures = new AlertFigures(this.#state, { withRanks: this.#withRanks });
    const rules = { now, patienceSeconds: this.#parts.windowSeconds };
    for (const watched of this.#watched) {
      try {
        this.#judge(watched, figures.readingsFor(watched.rule), rules);
        this.#forgetVanished(watched, rules);
      } catch (error) {
        this.#parts.faults.report('alerts', error);
      }
    }
  }

  #judge({ rule, instances }: WatchedRule, readings: readonly Reading[], rules: UpdateRules): void {
    const baseline = this.#state.baseline?.drift?.baseline;
    for (const reading of readings) {
      const name = reading.class + reading.feature;
      const instance = instances.get(name) ?? this.#create(rule, reading, rules.now);
      if (instance === undefined) continue;
      instances.set(name, instance);
      this.#update(instance, judge(rule, reading, baseline), rules);
    }
  }

  /** Of what is not there any more: it is forgotten once nobody waits to hear of it. */
  #forgetVanished({ instances }: WatchedRule, rules: UpdateRules): void {
    for (const [name, instance] of instances) {
      if (instance.updatedAt === rules.now) continue;
      this.#update(instance, nothingToJudge(instance.subject), rules);
      if (instance.phase.state === 'firing') continue;
      instances.delete(name);
      this.#parts.places.giveBack();
    }
  }

  #update(instance: AlertInstance, judgement: Judgement, rules: UpdateRules): void {
    const event = instance.update(judgement, rules);
    if (event !== undefined) this.#parts.tell(event);
  }

  /** @returns `undefined` when there are too many already. */
  #create(rule: AlertRule, reading: Reading, since: Moment): AlertInstance | undefined {
    if (!this.#parts.places.take()) return undefined;
    const { model, version } = this.#state;
    const subject: AlertSubject = { model, version, class: reading.class, feature: reading.feature };
    return new AlertInstance(rule, subject, since);
  }
}
