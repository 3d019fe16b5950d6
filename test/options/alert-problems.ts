import { problemsOf } from '../support/option-problems.ts';

/** A rule that is right. */
export const NAMED = { name: 'Rule', metric: 'accuracy', below: 0.8 } as const;

/** What is wrong with one rule, as `path: message`, with `alerts[0].` left out. */
export function problemsWith(rule: object, options: object = {}): string[] {
  return problemsOf({ ...options, alerts: [rule] }).map(
    ({ path, message }) => `${path.replace(/^alerts\[0\]\.?/, '')}: ${message}`,
  );
}
