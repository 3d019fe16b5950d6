import { type AlertMetric, isOfClasses, isOfFeatures } from '../domain/alert-metrics.ts';
import type { AlertBound, AlertRule, AlertScope } from '../domain/alert-rule.ts';
import { cleanLabel } from '../domain/label-text.ts';
import { either, oneOf } from './checks.ts';
import type { Check, OptionReader } from './option-reader.ts';

/** What can be the value of a label without being changed. */
export const labelValue: Check<string> = {
  expected: '1 to 128 characters, none of them a control character',
  accepts: (value): value is string =>
    typeof value === 'string' && value !== '' && value === cleanLabel(value),
};

const className: Check<string> = {
  ...either(labelValue, oneOf([''])),
  expected: `a class, or "" for the whole model: ${labelValue.expected}`,
};

const anyText: Check<string> = {
  expected: 'a string',
  accepts: (value): value is string => typeof value === 'string',
};

const LABEL_NAME = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;
/** What every alert has by itself. */
const OWN_LABELS: readonly string[] = [
  'alertname',
  'severity',
  'model_name',
  'model_version',
  'class',
  'feature',
];
const NOT_A_NAME = 'expected a name of letters, digits and _, with neither a digit nor __ first';

/** What a rule is narrowed down to; what its metric has none of is reported. */
export function parseAlertScope(
  rule: OptionReader,
  metric: AlertMetric | undefined,
  bound: AlertBound | undefined,
): AlertScope {
  const scope = {
    model: rule.read('model', labelValue),
    version: rule.read('version', labelValue),
    class: rule.read('class', className),
    feature: rule.read('feature', labelValue),
  };
  if (metric === undefined) return scope;
  if (scope.class !== undefined && !isOfClasses(metric)) {
    rule.report('class', `expected none: ${metric} is not of single classes`);
  } else if ((scope.class ?? '') !== '' && bound?.kind === 'below_baseline') {
    rule.report('class', 'expected none: a baseline says how good the whole model is, not a class of it');
  }
  if (scope.feature !== undefined && (!isOfFeatures(metric) || metric === 'prediction_drift')) {
    rule.report('feature', `expected none: ${metric} is not of single features`);
  }
  return scope;
}

/** The labels and annotations that a rule adds to its alerts. */
export function parseAlertTexts(rule: OptionReader): Pick<AlertRule, 'labels' | 'annotations'> {
  return { labels: parseTexts(rule, 'labels', OWN_LABELS), annotations: parseTexts(rule, 'annotations', []) };
}

function parseTexts(
  rule: OptionReader,
  option: string,
  taken: readonly string[],
): Readonly<Record<string, string>> {
  const reader = rule.group(option, 'an object of names and strings');
  const texts = reader.names().map((name) => {
    if (!LABEL_NAME.test(name)) reader.report(name, NOT_A_NAME);
    else if (taken.includes(name)) reader.report(name, 'expected another name: every alert has this one');
    return [name, reader.read(name, anyText) ?? ''] as const;
  });
  return Object.fromEntries(texts);
}
