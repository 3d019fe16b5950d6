import { UsageError } from './usage-error.ts';

/** A model, a version, both, or none in particular. */
export interface ModelName {
  readonly model?: string | undefined;
  readonly version?: string | undefined;
}

/** Chooses the predictions of one model version, so that those of several are never mixed. */
export class ModelChoice {
  readonly #wanted: ModelName;
  #found: Required<ModelName> | undefined;

  constructor(wanted: ModelName) {
    this.#wanted = wanted;
  }

  /**
   * Whether a prediction of this model version is wanted.
   *
   * @throws UsageError when another one was wanted before, and nothing says which of them.
   */
  accepts(given: Required<ModelName>): boolean {
    const { model = given.model, version = given.version } = this.#wanted;
    if (model !== given.model || version !== given.version) return false;
    this.#found ??= given;
    if (this.#found.model !== given.model || this.#found.version !== given.version) {
      throw new UsageError(
        `predictions of ${nameOf(this.#found)} and of ${nameOf(given)}: choose with --model and --version`,
      );
    }
    return true;
  }
}

function nameOf({ model, version }: ModelName): string {
  return `${model}@${version}`;
}
