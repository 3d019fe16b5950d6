import { existsSync, readFileSync } from 'node:fs';
import type { Baseline } from '../domain/baseline.ts';
import { BaselineError } from '../domain/baseline-error.ts';
import { BaselinePlan, type BaselineScope } from '../domain/baseline-plan.ts';
import { readBaseline } from '../domain/baseline-reader.ts';
import { count, text } from './checks.ts';
import { describeValue } from './describe-value.ts';
import { type Check, OptionReader } from './option-reader.ts';
import { isPlainObject } from './plain-object.ts';

const EXPECTED =
  'the path of a baseline file, a baseline, { learn: rows }, an array of these, or an object of them by "model" or "model@version"';

/** One baseline as an option gives it. */
const source: Check<string | object> = {
  expected: EXPECTED,
  accepts: (value): value is string | object => text.accepts(value) || isPlainObject(value),
};

const anyForm: Check<string | object> = {
  expected: EXPECTED,
  accepts: (value): value is string | object => source.accepts(value) || Array.isArray(value),
};

/** @returns which baseline each model version is compared with; an empty plan when there are none. */
export function parseBaseline(options: OptionReader): BaselinePlan {
  const plan = new BaselinePlan();
  const given = options.read('baseline', anyForm);
  if (given === undefined) return plan;
  if (Array.isArray(given)) {
    const values: readonly unknown[] = given;
    for (const [index, value] of values.entries()) {
      addSource(plan, { reader: options, name: 'baseline', below: `[${index}]`, value });
    }
  } else if (typeof given === 'string' || isNamed(given, 'schema') || isNamed(given, 'learn')) {
    addSource(plan, { reader: options, name: 'baseline', below: '', value: given });
  } else {
    addByName(plan, options);
  }
  return plan;
}

interface GivenSource {
  readonly reader: OptionReader;
  readonly name: string;
  /** Where inside the option it stands. */
  readonly below: string;
  readonly value: unknown;
  /** Which model versions the option says it is for; by default the baseline itself tells. */
  readonly scope?: BaselineScope;
}

function addByName(plan: BaselinePlan, options: OptionReader): void {
  const byName = options.group('baseline', EXPECTED);
  for (const name of byName.names()) {
    const value = byName.read(name, source);
    if (value !== undefined)
      addSource(plan, { reader: byName, name, below: '', value, scope: scopeOf(name) });
  }
}

/** `model` or `model@version`; a name may hold an `@` itself, a version rarely does. */
function scopeOf(name: string): BaselineScope {
  const at = name.lastIndexOf('@');
  return at <= 0 ? { model: name } : { model: name.slice(0, at), version: name.slice(at + 1) };
}

function addSource(plan: BaselinePlan, given: GivenSource): void {
  const { reader, name, below, value, scope } = given;
  if (isPlainObject(value) && isNamed(value, 'learn')) {
    addLearned(plan, given, value);
    return;
  }
  for (const baseline of baselinesOf(given)) {
    const isNew = plan.add(scope ?? baseline, { baseline });
    if (!isNew) reader.report(name, 'expected one baseline for each model version, got two', below);
  }
}

/** Whether it has a member of this name. One that cannot be looked at is reported where it is read. */
function isNamed(value: object, name: string): boolean {
  try {
    return Object.hasOwn(value, name);
  } catch {
    return false;
  }
}

function addLearned(plan: BaselinePlan, given: GivenSource, value: object): void {
  const { reader, name, below, scope = {} } = given;
  const problems: { path: string; message: string }[] = [];
  const learn = OptionReader.root(value, problems);
  const rows = learn.read('learn', count);
  const file = learn.read('file', text);
  const from = learn.read('from', text);
  learn.finish();
  for (const { path, message } of problems) reader.report(name, message, `${below}.${path}`);
  if (rows === undefined) return;
  // What was learned before is taken up again.
  if (file !== undefined && existsSync(file)) {
    for (const baseline of baselinesOf({ ...given, value: file })) plan.add(baseline, { baseline });
  }
  if (!plan.add(scope, { learn: { rows, file, from } })) {
    reader.report(name, 'expected one baseline for each model version, got two', below);
  }
}

/** The baselines of an option: in a file there may be several, as a list. */
function baselinesOf({ reader, name, below, value }: GivenSource): readonly Baseline[] {
  try {
    if (typeof value === 'string') return baselinesIn(value);
    if (isPlainObject(value)) return [readBaseline(value)];
    reader.report(name, `expected ${EXPECTED}, got ${describeValue(value)}`, below);
  } catch (error) {
    if (!(error instanceof BaselineError)) reader.report(name, messageOf(error), below);
    else for (const { path, message } of error.problems) reader.report(name, message, joined(below, path));
  }
  return [];
}

/** @throws Error when there is no such file, or no JSON in it; BaselineError when that is no baseline. */
function baselinesIn(file: string): readonly Baseline[] {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return Array.isArray(content) ? content.map(readBaseline) : [readBaseline(content)];
}

function messageOf(error: unknown): string {
  return `could not be read: ${error instanceof Error ? error.message : String(error)}`;
}

function joined(below: string, path: string): string {
  return path === '' || path.startsWith('[') ? below + path : `${below}.${path}`;
}
