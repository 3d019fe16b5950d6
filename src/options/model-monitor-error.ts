export interface OptionProblem {
  /** Where in the options, such as `metrics.buckets`; empty for the options as a whole. */
  readonly path: string;
  /** What was expected there, and what was found. */
  readonly message: string;
}

/** Thrown once, when the monitor is made, with every problem in its options. */
export class ModelMonitorError extends Error {
  override readonly name = 'ModelMonitorError';
  readonly code = 'ERR_OPTIONS';
  // Like the parts of any error not enumerable: Node would print each problem again below the message.
  readonly #problems: readonly OptionProblem[];

  constructor(problems: readonly OptionProblem[]) {
    const lines = problems.map(({ path, message }) => `  ${path === '' ? 'options' : path}: ${message}`);
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`the options of modelMonitor have ${count}:\n${lines.join('\n')}`);
    this.#problems = problems;
  }

  get problems(): readonly OptionProblem[] {
    return this.#problems;
  }
}
