import { ModelMonitorError, type OptionProblem } from '../../src/options/model-monitor-error.ts';
import { parseOptions } from '../../src/options/parse-options.ts';

/** What is wrong with options of any kind, those that the types refuse too; empty when nothing is. */
export function problemsOf(options: unknown): readonly OptionProblem[] {
  try {
    parseOptions(options as Parameters<typeof parseOptions>[0]);
    return [];
  } catch (error) {
    if (error instanceof ModelMonitorError) return error.problems;
    throw error;
  }
}
