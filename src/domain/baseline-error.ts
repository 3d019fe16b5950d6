export interface BaselineProblem {
  /** Where in the baseline or in its options, such as `features[3].edges[1]`; empty for the whole. */
  readonly path: string;
  /** What was expected there, and what was found. */
  readonly message: string;
}

/** Thrown when a baseline cannot be read or made, with every problem found. */
export class BaselineError extends Error {
  override readonly name = 'BaselineError';
  readonly code = 'ERR_BASELINE';
  // Not enumerable, or Node would print each problem again below the message.
  readonly #problems: readonly BaselineProblem[];

  constructor(problems: readonly BaselineProblem[]) {
    const lines = problems.map(({ path, message }) => `  ${path === '' ? 'baseline' : path}: ${message}`);
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`the baseline has ${count}:\n${lines.join('\n')}`);
    this.#problems = problems;
  }

  get problems(): readonly BaselineProblem[] {
    return this.#problems;
  }
}
