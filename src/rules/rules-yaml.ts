import { quote } from './promql.ts';
import type { PrometheusRule, RuleGroup } from './rule-group.ts';

/** Words that YAML 1.1 takes for something else than text. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/**
 * A rule file as Prometheus reads it. Written by hand: of YAML it needs two levels of lists, quoted text and blocks,
 * which is less than the settings of a package would be, and expressions stay readable, as JSON's would not.
 */
export function rulesYaml(groups: readonly RuleGroup[]): string {
  return `groups:\n${groups.map(groupLines).join('')}`;
}

function groupLines({ name, rules }: RuleGroup): string {
  return `  - name: ${name}\n    rules:\n${rules.map(ruleLines).join('')}`;
}

function ruleLines(rule: PrometheusRule): string {
  const name = 'record' in rule ? `record: ${rule.record}` : `alert: ${quote(rule.alert)}`;
  const duration = 'for' in rule ? `        for: ${rule.for}\n` : '';
  const maps =
    'alert' in rule ? mapLines('labels', rule.labels) + mapLines('annotations', rule.annotations) : '';
  return `      - ${name}\n        expr: |-\n${indented(rule.expr)}\n${duration}${maps}`;
}

function mapLines(name: string, map: Readonly<Record<string, string>>): string {
  const lines = Object.entries(map).map(([key, value]) => `          ${keyText(key)}: ${quote(value)}\n`);
  return lines.length === 0 ? '' : `        ${name}:\n${lines.join('')}`;
}

function keyText(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) && !RESERVED.test(key) ? key : quote(key);
}

function indented(text: string): string {
  return text.replace(/^/gm, ' '.repeat(10));
}
