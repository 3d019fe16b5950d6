import type { Drops } from './drops.ts';
import { cleanLabel } from './label-text.ts';
import { OTHER } from './limits.ts';
import { type ModelRules, ModelState } from './model-state.ts';

/** Every model version seen, bounded per model and in all; what has no room is counted under `@other`. */
export class Models {
  readonly #rules: ModelRules;
  readonly #drops: Drops;
  readonly #byModel = new Map<string, Map<string, ModelState>>();
  #size = 0;

  constructor(rules: ModelRules) {
    this.#rules = rules;
    this.#drops = rules.drops;
  }

  /** The state of a model version, made at first sight. */
  state(model: string, version: string): ModelState {
    return this.#byModel.get(model)?.get(version) ?? this.#find(cleanLabel(model), cleanLabel(version));
  }

  /** The state of a model version that is known already; the nearest `@other` for any other name. */
  knownState(model: string, version: string): ModelState {
    const versions = this.#byModel.get(cleanLabel(model));
    const known = versions?.get(cleanLabel(version));
    if (known !== undefined) return known;
    const name = versions === undefined ? OTHER : cleanLabel(model);
    return this.#byModel.get(name)?.get(OTHER) ?? this.#add(name, OTHER);
  }

  /** The state of a model version that was seen. */
  find(model: string, version: string): ModelState | undefined {
    return this.#byModel.get(cleanLabel(model))?.get(cleanLabel(version));
  }

  *[Symbol.iterator](): Generator<ModelState> {
    for (const versions of this.#byModel.values()) yield* versions.values();
  }

  #find(model: string, version: string): ModelState {
    const versions = this.#versionsOf(model);
    const known = versions?.get(version);
    if (known !== undefined) return known;
    if (versions === undefined) return this.#findOther(OTHER, 'models');
    if (namesIn(versions) >= this.#rules.limits.versions) return this.#findOther(model, 'versions');
    if (this.#size >= this.#rules.limits.modelVersions) return this.#findOther(model, 'model_versions');
    return this.#add(model, version);
  }

  #findOther(model: string, part: 'models' | 'versions' | 'model_versions'): ModelState {
    this.#drops.count(part);
    return this.#byModel.get(model)?.get(OTHER) ?? this.#add(model, OTHER);
  }

  #versionsOf(model: string): Map<string, ModelState> | undefined {
    const known = this.#byModel.get(model);
    if (known !== undefined) return known;
    return namesIn(this.#byModel) < this.#rules.limits.models ? new Map() : undefined;
  }

  #add(model: string, version: string): ModelState {
    const state = new ModelState(model, version, this.#rules);
    const versions = this.#byModel.get(model) ?? new Map<string, ModelState>();
    this.#byModel.set(model, versions.set(version, state));
    if (version !== OTHER) this.#size += 1;
    return state;
  }
}

/** How many places are taken: `@other` takes none. */
function namesIn(map: ReadonlyMap<string, unknown>): number {
  return map.has(OTHER) ? map.size - 1 : map.size;
}
