import type { AlertRule } from '../domain/alert-rule.ts';
import { FEWEST_ROWS } from '../domain/feature-drift.ts';
import { type Condition, conditionOf, lasting } from './alert-condition.ts';
import { alertAnnotations, alertLabels, replicaAnnotations } from './alert-texts.ts';
import { belowBaseline } from './below-baseline.ts';
import { gauge, recorded } from './counters.ts';
import { figureOfRule, scopeOfRule, subjectsOf } from './figure-of-rule.ts';
import { aggregate, binary, equals, PER_VERSION, promqlDuration } from './promql.ts';
import { RECORDED_THRESHOLD } from './recording-rules.ts';
import type { AlertingRule } from './rule-group.ts';
import type { RulesInput } from './rules-input.ts';

/** The rule for Prometheus that judges as a rule of ours does, but all replicas together. */
export function alertingRule(rule: AlertRule, input: RulesInput): AlertingRule {
  const { name: alert, forSeconds } = rule;
  const labels = alertLabels(rule);
  const condition = conditionOfRule(rule, input);
  if (condition === undefined) {
    // The replica has waited for as long as the rule says.
    return { alert, expr: firesInReplica(rule, input), labels, annotations: replicaAnnotations(rule) };
  }
  return {
    alert,
    expr: lasting(condition, alert, subjectsOf(rule)),
    ...(forSeconds > 0 && { for: promqlDuration(forSeconds) }),
    labels,
    annotations: alertAnnotations(rule, input),
  };
}

/** `undefined` when only the replicas can tell. */
function conditionOfRule(rule: AlertRule, input: RulesInput): Condition | undefined {
  const { bound, minCount, confidence } = rule;
  const scope = scopeOfRule(rule, input);
  if (bound.kind === 'below_baseline') return belowBaseline(rule, input, scope);
  const figure = figureOfRule(rule, input, scope);
  if (figure === undefined) return undefined;
  if (bound.kind !== 'drifted') {
    return conditionOf(figure, { isAbove: bound.kind === 'above', bound: bound.value, minCount, confidence });
  }
  const beyond = binary(figure.value, '>=', recorded(scope, RECORDED_THRESHOLD));
  const enough = binary(figure.n, '>=', String(Math.max(minCount, FEWEST_ROWS)));
  return { sure: binary(beyond, 'and', enough), beyond };
}

/** Of what has no sums: that the rule fires in one replica at least, which judges by its own predictions. */
function firesInReplica(rule: AlertRule, input: RulesInput): string {
  const states = gauge(scopeOfRule(rule, input), 'model_alert_state', equals('alert', rule.name));
  return binary(aggregate('max', [...PER_VERSION, 'class', 'feature'], states), '==', '2');
}
