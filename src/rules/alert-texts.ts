import { isOfFeatures } from '../domain/alert-metrics.ts';
import type { AlertBound, AlertRule } from '../domain/alert-rule.ts';
import { scopeOfRule, subjectsOf } from './figure-of-rule.ts';
import { PER_CLASS } from './promql.ts';
import type { RulesInput } from './rules-input.ts';

type Texts = Readonly<Record<string, string>>;

/** A model version in a text of an alert, as a template of Prometheus's. */
export const VERSION = '{{ $labels.model_name }}@{{ $labels.model_version }}';

/** The labels that a rule adds to those of its figure. */
export function alertLabels({ severity, scope, labels }: AlertRule): Texts {
  const { class: name = '' } = scope;
  return asWritten({ severity, ...(name !== '' && { class: name }), ...labels });
}

/** One sentence with the numbers and one on what they are made of; the rule's own annotations win. */
export function alertAnnotations(rule: AlertRule, input: RulesInput): Texts {
  const { metric, bound, minCount, confidence } = rule;
  const figure = bound.kind === 'drifted' ? 'psi' : metric;
  const { range } = scopeOfRule(rule, input);
  return {
    summary: `${figure} of ${subjectText(rule)} is {{ printf "%.4g" $value }}, ${limitText(bound)}`,
    description: `All replicas together, over ${range}. Judged from n = ${minCount} on; a share has to be beyond its bound with its ${100 * confidence} % interval.`,
    ...asWritten(rule.annotations),
  };
}

/** The same of an alert that a replica gave. */
export function replicaAnnotations({ metric, bound, annotations }: AlertRule): Texts {
  return {
    summary: `${metric} of ${VERSION} is ${limitText(bound)}, by what a replica has seen`,
    description: 'One replica at least says so, of its own predictions: sums over replicas cannot tell it.',
    ...asWritten(annotations),
  };
}

function subjectText(rule: AlertRule): string {
  if (isOfFeatures(rule.metric)) return `feature {{ $labels.feature }} of ${VERSION}`;
  const { class: name = '' } = rule.scope;
  if (subjectsOf(rule) === PER_CLASS) return `class {{ $labels.class }} of ${VERSION}`;
  return name === '' ? VERSION : `class ${literal(name)} of ${VERSION}`;
}

function limitText(bound: AlertBound): string {
  if (bound.kind === 'drifted') return 'at or above its threshold';
  if (bound.kind === 'below_baseline') return `more than ${bound.by} below that of the baseline`;
  return `${bound.kind} ${bound.value}`;
}

function asWritten(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, literal(text)]));
}

/** Text of the user's: what would begin a template in Prometheus is shown as it is, as by our own notifiers. */
function literal(text: string): string {
  return text.replaceAll('{{', '{{ "{{" }}');
}
