import { baselineFigure } from '../domain/alert-metrics.ts';
import type { AlertRule } from '../domain/alert-rule.ts';
import type { BaselineScope } from '../domain/baseline-plan.ts';
import { type Condition, conditionOf } from './alert-condition.ts';
import type { Scope } from './counters.ts';
import { figureOfRule } from './figure-of-rule.ts';
import { binary, equals, inParentheses, PER_VERSION } from './promql.ts';
import type { RulesInput } from './rules-input.ts';

/** The condition under which a figure is below that of a baseline, and what tells where it has a say. */
interface ScopedCondition extends Condition {
  readonly of: BaselineScope;
  /** Is there for every model version that it speaks of. */
  readonly presence: string;
}

/**
 * When a figure is less than at training time by more than the rule allows, for every baseline that knows it.
 *
 * @returns `undefined` when none does, as when baselines are learned from live traffic.
 */
export function belowBaseline(rule: AlertRule, input: RulesInput, scope: Scope): Condition | undefined {
  const conditions = input.baselines.flatMap(({ scope: of, quality }) => {
    const atTraining = quality[baselineFigure(rule.metric) ?? ''];
    const figure = figureOfRule(rule, input, narrowed(scope, of));
    if (figure === undefined || atTraining === undefined || !canMeet(rule.scope, of)) return [];
    const bound = atTraining - byOf(rule);
    const { minCount, confidence } = rule;
    const condition = conditionOf(figure, { isAbove: false, bound, minCount, confidence });
    return [{ ...condition, of, presence: figure.n }];
  });
  if (conditions.length === 0) return undefined;
  return { sure: anyOf(conditions, 'sure'), beyond: anyOf(conditions, 'beyond') };
}

function byOf({ bound }: AlertRule): number {
  return bound.kind === 'below_baseline' ? bound.by : 0;
}

function narrowed(scope: Scope, { model, version }: BaselineScope): Scope {
  const matchers = [...scope.matchers];
  if (model !== undefined) matchers.push(equals('model_name', model));
  if (version !== undefined) matchers.push(equals('model_version', version));
  return { ...scope, matchers: [...new Set(matchers)] };
}

/** Whether there can be a model version that both are about. */
function canMeet(a: BaselineScope, b: BaselineScope): boolean {
  const isSame = (x: string | undefined, y: string | undefined): boolean =>
    x === undefined || y === undefined || x === y;
  return isSame(a.model, b.model) && isSame(a.version, b.version);
}

/** One of the conditions holds; a model version that an earlier one speaks of is none of a later one's business. */
function anyOf(conditions: readonly ScopedCondition[], part: keyof Condition): string {
  const parts = conditions.map((condition, index) => {
    const closer = conditions.slice(0, index).filter(({ of }) => canMeet(of, condition.of));
    if (closer.length === 0) return condition[part];
    const present = closer.map(({ presence }) => presence).reduce((a, b) => binary(a, 'or', b));
    const unless = `unless on (${PER_VERSION.join(', ')})`;
    return binary(inParentheses(condition[part]), unless, inParentheses(present));
  });
  const [only = ''] = parts;
  if (parts.length === 1) return only;
  return inParentheses(parts.map(inParentheses).reduce((a, b) => binary(a, 'or', b)));
}
