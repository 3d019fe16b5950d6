import type { Baseline } from './baseline.ts';
import type { BaselineLearner } from './baseline-learner.ts';
import { OTHER } from './limits.ts';

/** A baseline that is there, or the wish to learn one from live traffic. */
export type BaselineSource = { readonly baseline: Baseline } | { readonly learn: LearnRule };

export interface LearnRule {
  /** Predictions to learn from. */
  readonly rows: number;
  /** Where learned baselines are kept. */
  readonly file: string | undefined;
  /** The version of the same model whose predictions are learned from; by default each version's own. */
  readonly from?: string | undefined;
}

/** Which model versions a baseline is for; both absent for all. */
export interface BaselineScope {
  readonly model?: string | undefined;
  readonly version?: string | undefined;
}

/** What one model learns from one of its versions, for others. */
export interface Lesson {
  readonly model: string;
  /** For which version; `undefined` for all. */
  readonly version: string | undefined;
  readonly rule: LearnRule;
}

/** Which baseline each model version is compared with. */
export class BaselinePlan {
  readonly #byScope = new Map<string, { readonly scope: BaselineScope; readonly source: BaselineSource }>();
  readonly #learners = new Map<string, BaselineLearner>();

  /** Whether nothing is compared with anything. */
  get isEmpty(): boolean {
    return this.#byScope.size === 0;
  }

  /** @returns whether there was none for this scope yet; otherwise nothing changes. */
  add(scope: BaselineScope, source: BaselineSource): boolean {
    const key = keyOf(scope);
    if (this.#byScope.has(key)) return false;
    this.#byScope.set(key, { scope, source });
    return true;
  }

  /** The source that names a model version most closely; none for what a limit put together. */
  sourceFor(model: string, version: string): BaselineSource | undefined {
    return this.#entryFor(model, version)?.source;
  }

  /** The baselines that are there, and what each is for; those that name a model version most closely come first. */
  known(): readonly { readonly scope: BaselineScope; readonly baseline: Baseline }[] {
    const known = Array.from(this.#byScope.values()).flatMap(({ scope, source }) =>
      'baseline' in source ? [{ scope, baseline: source.baseline }] : [],
    );
    return known.toSorted((a, b) => closeness(b.scope) - closeness(a.scope));
  }

  /** What this version is to learn from another, if that is where its baseline comes from. */
  lessonFor(model: string, version: string): Lesson | undefined {
    const entry = this.#entryFor(model, version);
    if (entry === undefined || !('learn' in entry.source)) return undefined;
    const { learn: rule } = entry.source;
    return rule.from === undefined ? undefined : { model, version: entry.scope.version, rule };
  }

  /** What is to be learned from the predictions of this version. */
  lessonsFrom(model: string, version: string): readonly Lesson[] {
    return Array.from(this.#byScope.values()).flatMap(({ scope, source }) => {
      const isOfModel = scope.model === undefined || scope.model === model;
      if (!isOfModel || !('learn' in source) || source.learn.from !== version) return [];
      return [{ model, version: scope.version, rule: source.learn }];
    });
  }

  /** The learner of a lesson, which those who teach and those who learn share. */
  learner({ model, version, rule }: Lesson, create: () => BaselineLearner): BaselineLearner {
    const key = JSON.stringify([model, version, rule.from]);
    const known = this.#learners.get(key);
    if (known !== undefined) return known;
    const learner = create();
    this.#learners.set(key, learner);
    return learner;
  }

  #entryFor(
    model: string,
    version: string,
  ): { readonly scope: BaselineScope; readonly source: BaselineSource } | undefined {
    if (model === OTHER || version === OTHER) return undefined;
    for (const scope of [{ model, version }, { model }, { version }, {}]) {
      const entry = this.#byScope.get(keyOf(scope));
      if (entry !== undefined) return entry;
    }
    return undefined;
  }
}

/** A model says more than a version, as in `sourceFor`. */
function closeness({ model, version }: BaselineScope): number {
  return (model === undefined ? 0 : 2) + (version === undefined ? 0 : 1);
}

function keyOf({ model, version }: BaselineScope): string {
  return JSON.stringify([model, version]);
}
