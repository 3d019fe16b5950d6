import { alertingRule } from './alerting-rule.ts';
import { burnRateRules } from './burn-rate-rules.ts';
import { promqlDuration } from './promql.ts';
import { recordingRules } from './recording-rules.ts';
import type { RuleGroup } from './rule-group.ts';
import type { RulesInput } from './rules-input.ts';
import { rulesYaml } from './rules-yaml.ts';

const HEADER = `# Made by express-model-monitor of the options of the monitor: make it anew when they change.
# Under rule_files in prometheus.yml; what is recorded is over all replicas that Prometheus scrapes.
`;

/**
 * The rules for Prometheus that judge as the monitor does, but all replicas together: recorded figures, an alert for
 * each alert rule, and burn rates of the service level objectives.
 *
 * @returns a rule file, valid under `promtool check rules`.
 */
export function prometheusRules(input: RulesInput): string {
  const { prefix, windowSeconds, alerts } = input;
  const scope = { prefix, matchers: [], range: promqlDuration(windowSeconds) };
  // One group, so that alerts are about what was recorded at the same moment.
  const rules = [...recordingRules(scope), ...alerts.map((alert) => alertingRule(alert, input))];
  const objectives = burnRateRules(input);
  const groups: RuleGroup[] = [{ name: 'express-model-monitor', rules }];
  if (objectives.length > 0) groups.push({ name: 'express-model-monitor-objectives', rules: objectives });
  return HEADER + rulesYaml(groups);
}
