import type { AlertEvent, AlertSubject } from './alert-event.ts';
import { AlertFigures } from './alert-figures.ts';
import { AlertInstance, type UpdateRules } from './alert-instance.ts';
import { type Judgement, judge, nothingToJudge } from './alert-judgement.ts';
import { isOfRanks } from './alert-metrics.ts';
import type { Moment } from './alert-phase.ts';
import type { Reading } from './alert-reading.ts';
import { type AlertRule, isAbout } from './alert-rule.ts';
import type { Drops } from './drops.ts';
import type { Faults } from './faults.ts';
import type { ModelState } from './model-state.ts';

/** Alerts kept at most: 200 rules in 50 model versions. More is more than anybody could be told of. */
const MOST_INSTANCES = 10_000;

export interface AlertWatchParts {
  readonly rules: readonly AlertRule[];
  readonly models: Iterable<ModelState>;
  /** How long an alert fires on without data: a window. */
  readonly windowSeconds: number;
  readonly now: () => Moment;
  /** Told of every alert that begins to fire, and that stops to. */
  readonly tell: (event: AlertEvent) => void;
  readonly faults: Faults;
  readonly drops: Drops;
}

/** Judges every rule in every model version whenever it is asked to, and tells what changed. */
export class AlertWatch {
  readonly #parts: AlertWatchParts;
  readonly #withRanks: boolean;
  /** By rule, then by model version, then by class or feature. */
  readonly #byRule = new Map<AlertRule, Map<ModelState, Map<string, AlertInstance>>>();
  #size = 0;

  constructor(parts: AlertWatchParts) {
    this.#parts = parts;
    this.#withRanks = parts.rules.some(({ metric }) => isOfRanks(metric));
  }

  /** Every alert, as it was judged last. */
  *[Symbol.iterator](): Generator<AlertInstance> {
    for (const byVersion of this.#byRule.values()) {
      for (const instances of byVersion.values()) yield* instances.values();
    }
  }

  /** What one rule fails with is counted, and the others go on. */
  evaluate(): void {
    const { rules, models, now, windowSeconds, faults } = this.#parts;
    const updateRules = { now: now(), patienceSeconds: windowSeconds };
    for (const state of models) {
      const figures = new AlertFigures(state, { withRanks: this.#withRanks });
      for (const rule of rules) {
        if (!isAbout(rule, state)) continue;
        try {
          this.#judge({ rule, state, readings: figures.readingsFor(rule) }, updateRules);
        } catch (error) {
          faults.report('alerts', error);
        }
      }
    }
  }

  #judge({ rule, state, readings }: Round, rules: UpdateRules): void {
    const instances = this.#instancesOf(rule, state);
    for (const reading of readings) {
      // A rule is about classes or about features, never both, so this tells all it is about apart.
      const key = reading.class + reading.feature;
      const instance = instances.get(key) ?? this.#create(rule, subjectOf(state, reading), rules.now);
      if (instance === undefined) continue;
      instances.set(key, instance);
      this.#update(instance, judge(rule, reading, state.baseline?.drift?.baseline), rules);
    }
    for (const [key, instance] of instances) {
      if (instance.updatedAt === rules.now) continue;
      this.#update(instance, nothingToJudge(instance.subject), rules);
      // What vanished is forgotten, once nobody waits to hear of it any more.
      if (instance.phase.state !== 'firing' && instances.delete(key)) this.#size -= 1;
    }
  }

  #update(instance: AlertInstance, judgement: Judgement, rules: UpdateRules): void {
    const event = instance.update(judgement, rules);
    if (event !== undefined) this.#parts.tell(event);
  }

  #instancesOf(rule: AlertRule, state: ModelState): Map<string, AlertInstance> {
    const byVersion = this.#byRule.get(rule) ?? new Map<ModelState, Map<string, AlertInstance>>();
    const instances = byVersion.get(state) ?? new Map<string, AlertInstance>();
    this.#byRule.set(rule, byVersion.set(state, instances));
    return instances;
  }

  /** @returns `undefined` when there are too many already. */
  #create(rule: AlertRule, subject: AlertSubject, since: Moment): AlertInstance | undefined {
    if (this.#size >= MOST_INSTANCES) {
      this.#parts.drops.count('alerts');
      return undefined;
    }
    this.#size += 1;
    return new AlertInstance(rule, subject, since);
  }
}

/** A rule with all that it is about in a model version. */
interface Round {
  readonly rule: AlertRule;
  readonly state: ModelState;
  readonly readings: readonly Reading[];
}

function subjectOf({ model, version }: ModelState, { class: name, feature }: Reading): AlertSubject {
  return { model, version, class: name, feature };
}
