import { defaultAlertRules } from '../domain/alert-defaults.ts';
import type { AlertRule } from '../domain/alert-rule.ts';
import { describeValue } from './describe-value.ts';
import type { Check, OptionReader } from './option-reader.ts';
import { parseAlertRule } from './parse-alert-rule.ts';
import type { WindowConfiguration } from './parse-window.ts';

const alerts: Check<boolean | readonly unknown[]> = {
  expected: 'true, false or an array of rules',
  accepts: (value): value is boolean | readonly unknown[] =>
    typeof value === 'boolean' || Array.isArray(value),
};

/** @returns the rules; none when alerts are off, which they are unless they are asked for. */
export function parseAlerts(options: OptionReader, window: WindowConfiguration): readonly AlertRule[] {
  const given = options.read('alerts', alerts) ?? false;
  if (typeof given === 'boolean') return given ? defaultAlertRules(window.windowSeconds) : [];
  const names = new Set<string>();
  return options.elements('alerts', given).flatMap((reader) => {
    const rule = parseAlertRule(reader, window);
    if (rule === undefined) return [];
    if (names.has(rule.name)) {
      reader.report('name', `expected a name that no other rule has, got ${describeValue(rule.name)}`);
    }
    names.add(rule.name);
    return [rule];
  });
}
