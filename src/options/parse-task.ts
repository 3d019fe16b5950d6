import type { ClassRules } from '../domain/class-rules.ts';
import type { TaskName } from '../domain/prediction.ts';
import { arrayOf, oneOf, text } from './checks.ts';
import { describeValue } from './describe-value.ts';
import type { Check, OptionReader } from './option-reader.ts';

export interface TaskConfiguration extends ClassRules {
  /** `undefined` finds out from the outputs. */
  readonly task: TaskName | undefined;
}

const TASKS = ['auto', 'classification', 'regression'] as const;
const DEFAULT_THRESHOLD = 0.5;

const classNames = arrayOf(text, 'an array of at least two different class names');
const classes: Check<readonly string[]> = {
  ...classNames,
  accepts: (value): value is readonly string[] =>
    classNames.accepts(value) && value.length >= 2 && repeatedIn(value) === undefined,
  found: (value) => classNames.found?.(value) ?? repeatedIn(value),
};

const threshold: Check<number> = {
  expected: 'a probability above 0 and below 1',
  accepts: (value): value is number => typeof value === 'number' && value > 0 && value < 1,
};

/** Class names make it a classification, unless the task says otherwise. */
export function parseTask(options: OptionReader): TaskConfiguration {
  const given = options.read('task', oneOf(TASKS)) ?? 'auto';
  const names = options.read('classes', classes);
  const positiveClass = options.read('positiveClass', text);
  const isOfClasses = names !== undefined || positiveClass !== undefined;
  if (given === 'regression') {
    if (names !== undefined) options.report('classes', 'expected no classes with task "regression"');
    if (positiveClass !== undefined) {
      options.report('positiveClass', 'expected no positive class with task "regression"');
    }
  }
  reportPositive(options, positiveClass, names);
  return {
    task: given === 'auto' ? (isOfClasses ? 'classification' : undefined) : given,
    classes: [...(names ?? [])],
    positiveClass,
    threshold: options.read('threshold', threshold) ?? DEFAULT_THRESHOLD,
  };
}

function reportPositive(
  options: OptionReader,
  positiveClass: string | undefined,
  names: readonly string[] | undefined,
): void {
  if (positiveClass === undefined || names === undefined || names.includes(positiveClass)) return;
  options.report('positiveClass', `expected one of classes, got ${describeValue(positiveClass)}`);
}

function repeatedIn(value: unknown): string | undefined {
  const names: readonly unknown[] = Array.isArray(value) ? value : [];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  return repeated === undefined ? undefined : `${describeValue(repeated)} twice`;
}
