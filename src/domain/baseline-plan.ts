import type { Baseline } from './baseline.ts';
import { OTHER } from './limits.ts';

/** A baseline that is there, or the wish to learn one from live traffic. */
export type BaselineSource = { readonly baseline: Baseline } | { readonly learn: LearnRule };

export interface LearnRule {
  /** Predictions to learn from. */
  readonly rows: number;
  /** Where learned baselines are kept. */
  readonly file: string | undefined;
}

/** Which model versions a baseline is for; both absent for all. */
export interface BaselineScope {
  readonly model?: string | undefined;
  readonly version?: string | undefined;
}

/** Which baseline each model version is compared with. */
export class BaselinePlan {
  readonly #byScope = new Map<string, BaselineSource>();

  get isEmpty(): boolean {
    return this.#byScope.size === 0;
  }

  /** @returns whether there was none for this scope yet; otherwise nothing changes. */
  add(scope: BaselineScope, source: BaselineSource): boolean {
    const key = keyOf(scope);
    if (this.#byScope.has(key)) return false;
    this.#byScope.set(key, source);
    return true;
  }

  /** The source that names a model version most closely; none for what a limit put together. */
  sourceFor(model: string, version: string): BaselineSource | undefined {
    if (model === OTHER || version === OTHER) return undefined;
    for (const scope of [{ model, version }, { model }, { version }, {}]) {
      const source = this.#byScope.get(keyOf(scope));
      if (source !== undefined) return source;
    }
    return undefined;
  }
}

function keyOf({ model, version }: BaselineScope): string {
  return JSON.stringify([model, version]);
}
