import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../support/programs.ts';

/** Series over the minutes, in the notation of promtool: `0+5x10` is 0, 5, 10, ... 50. */
export type MinuteSeries = Readonly<Record<string, string>>;

/** The alerts of a name that are to fire at some minute, by nothing but their labels and annotations. */
export interface ExpectedAlerts {
  readonly minute: number;
  readonly alert: string;
  readonly alerts: readonly {
    readonly labels: Readonly<Record<string, string>>;
    readonly annotations: Readonly<Record<string, string>>;
  }[];
}

/** Has promtool check a rule file, and evaluate it every minute over these series. */
export async function testRules(
  rules: string,
  series: MinuteSeries,
  expected: readonly ExpectedAlerts[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rule-tests-'));
  const [ruleFile, testFile] = [join(folder, 'rules.yml'), join(folder, 'tests.yml')];
  writeFileSync(ruleFile, rules);
  writeFileSync(testFile, asYaml(testsOf(ruleFile, series, expected)));
  const [checked, tested] = [
    await runProgram('promtool', ['check', 'rules', ruleFile]),
    await runProgram('promtool', ['test', 'rules', testFile]),
  ];
  rmSync(folder, { recursive: true });
  assert.equal(checked.exitCode, 0, checked.stderr);
  assert.equal(tested.exitCode, 0, tested.stdout + tested.stderr);
}

/** JSON is YAML, but for what YAML does not print or takes for the end of a line. */
function asYaml(value: object): string {
  const escaped = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[\u0080-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function testsOf(ruleFile: string, series: MinuteSeries, expected: readonly ExpectedAlerts[]): object {
  return {
    rule_files: [ruleFile],
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        alert_rule_test: expected.map(({ minute, alert, alerts }) => ({
          eval_time: `${minute}m`,
          alertname: alert,
          exp_alerts: alerts.map(({ labels, annotations }) => ({
            exp_labels: labels,
            exp_annotations: annotations,
          })),
        })),
      },
    ],
  };
}
