import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultAlertRules } from '../../src/domain/alert-defaults.ts';
import { ALERT_METRICS } from '../../src/domain/alert-metrics.ts';
import type { AlertBound } from '../../src/domain/alert-rule.ts';
import type { AlertState } from '../../src/index.ts';
import { runPageProgram } from '../support/page-programs.ts';
import { codesIn, tableRowsOf } from '../support/page-tables.ts';
import { codeBlocksOf, codeBlockWith } from '../support/pages.ts';

const PAGE = 'docs/alerts.md';

test('the program on the page prints what stands beneath it', async () => {
  const [stdout] = codeBlocksOf(PAGE, 'text');
  assert.deepEqual(await runPageProgram(codeBlockWith(PAGE, 'js', 'import')), { stdout, stderr: '' });
});

test('the page speaks of every metric there is', () => {
  const named = tableRowsOf(PAGE, '| metric | one for each | what n counts |').flatMap(([metrics = '']) =>
    codesIn(metrics),
  );
  assert.deepEqual(named.toSorted(), ALERT_METRICS.toSorted());
});

test('the page has every state, with its level in the metrics', () => {
  const levels: Readonly<Record<AlertState, string>> = {
    not_enough_data: 'absent',
    ok: '0',
    pending: '1',
    firing: '2',
  };
  const rows = tableRowsOf(PAGE, '| state | `model_alert_state` | what it says | it ends |');
  const shown = rows.flatMap(([state = '', level]) => codesIn(state).map((name) => [name, level]));
  assert.deepEqual(shown, Object.entries(levels));
});

function wordsOf(bound: AlertBound): string {
  if (bound.kind === 'drifted') return 'drifted';
  return bound.kind === 'below_baseline'
    ? `below the baseline by ${bound.by}`
    : `${bound.kind} ${bound.value}`;
}

test('the page has the rules behind true', () => {
  const rows = tableRowsOf(PAGE, '| rule | metric | fires when it is | severity |');
  assert.deepEqual(
    rows.map((cells) => cells.map((cell) => cell.replaceAll('`', ''))),
    defaultAlertRules(600).map(({ name, metric, bound, severity }) => [
      name,
      metric,
      wordsOf(bound),
      severity,
    ]),
  );
});

test('the page has what they say to look at first', () => {
  const rows = tableRowsOf(PAGE, '| rule | `runbook` |');
  assert.deepEqual(
    rows,
    defaultAlertRules(600).map(({ name, annotations }) => [`\`${name}\``, annotations['runbook']]),
  );
});
