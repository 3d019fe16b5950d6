export interface OptionProblem {
  /** Where in the options, such as `metrics.buckets[2]`; empty for the options as a whole. */
  readonly path: string;
  /** What was expected there, and what was found. */
  readonly message: string;
}

/** Thrown once, when the monitor is made, with every problem in its options. */
export class ModelMonitorError extends Error {
  override readonly name = 'ModelMonitorError';
  readonly code = 'ERR_OPTIONS';
  readonly problems: readonly OptionProblem[];

  constructor(problems: readonly OptionProblem[]) {
    const lines = problems.map(({ path, message }) => `  ${path === '' ? 'options' : path}: ${message}`);
    super(`modelMonitor: ${problems.length === 1 ? 'a wrong option' : 'wrong options'}\n${lines.join('\n')}`);
    this.problems = problems;
  }
}
