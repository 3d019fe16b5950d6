import { isOfClasses, isOfFeatures, isVerdict } from '../domain/alert-metrics.ts';
import type { AlertRule } from '../domain/alert-rule.ts';
import { PREDICTION_FEATURE } from '../domain/baseline-schema.ts';
import { type ClassMetric, macro, oneClass } from './class-figures.ts';
import { recorded, type Scope } from './counters.ts';
import { type Counts, counted, recordedCounts } from './counts.ts';
import type { Figure } from './figure.ts';
import { FIGURES } from './figures.ts';
import { differs, equals, PER_CLASS, PER_FEATURE, PER_VERSION, promqlDuration } from './promql.ts';
import { RECORDED } from './recording-rules.ts';
import type { RulesInput } from './rules-input.ts';

/** The labels by which the subjects of a rule are told apart. */
export function subjectsOf(rule: AlertRule): readonly string[] {
  if (isOfFeatures(rule.metric)) return PER_FEATURE;
  return isOfEachClass(rule) ? PER_CLASS : PER_VERSION;
}

/** What a rule is about, and how far it looks back. */
export function scopeOfRule(rule: AlertRule, { prefix, windowSeconds }: RulesInput): Scope {
  const range = promqlDuration(rule.overSeconds ?? windowSeconds);
  return { prefix, range, matchers: matchersOf(rule) };
}

/**
 * The figure that a rule judges, of each of its subjects.
 *
 * @param scope - the rule's, or a part of it.
 * @returns `undefined` for what sums cannot tell, only each replica of its own predictions.
 */
export function figureOfRule(rule: AlertRule, input: RulesInput, scope: Scope): Figure | undefined {
  const isRecorded = scope.range === promqlDuration(input.windowSeconds);
  const counts = isRecorded ? recordedCounts(scope) : counted(scope);
  if (isOfClasses(rule.metric) && !isOfEachClass(rule)) return classFigure(rule, input, { counts, scope });
  // The verdicts are about psi; what else they need is its threshold.
  const metric = isVerdict(rule.metric) ? 'psi' : rule.metric;
  const [figure, name] = [FIGURES[metric]?.(counts, scope), isRecorded ? RECORDED[metric] : undefined];
  return figure && name !== undefined ? { ...figure, value: recorded(scope, name) } : figure;
}

/** A baseline has figures of the whole model only. */
function isOfEachClass({ metric, scope, bound }: AlertRule): boolean {
  return isOfClasses(metric) && scope.class === undefined && bound.kind !== 'below_baseline';
}

/** Of two classes the figure of the whole is that of the positive one, so it has to be known how many there are. */
function classFigure(
  { metric, scope: { class: name = '' } }: AlertRule,
  { classes, positiveClass }: RulesInput,
  { counts, scope }: { readonly counts: Counts; readonly scope: Scope },
): Figure | undefined {
  const ofClass = metric as ClassMetric;
  const single = name === '' ? positiveClass : name;
  if (single !== undefined) return oneClass(scope, ofClass, single);
  return classes.length > 2 ? macro(counts, scope, ofClass) : undefined;
}

function matchersOf({ metric, scope: { model, version, feature } }: AlertRule): readonly string[] {
  const matchers = [];
  if (model !== undefined) matchers.push(equals('model_name', model));
  if (version !== undefined) matchers.push(equals('model_version', version));
  if (!isOfFeatures(metric)) return matchers;
  const named = metric === 'prediction_drift' ? PREDICTION_FEATURE : feature;
  // The output has a metric of its own.
  const ofFeature = named === undefined ? differs('feature', PREDICTION_FEATURE) : equals('feature', named);
  return [...matchers, ofFeature];
}
