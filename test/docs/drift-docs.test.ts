import assert from 'node:assert/strict';
import { test } from 'node:test';
import { METRICS } from '../../src/prometheus/catalogue.ts';
import { runPageProgram } from '../support/page-programs.ts';
import { codesIn, tableRowsOf } from '../support/page-tables.ts';
import { codeBlockWith } from '../support/pages.ts';

const PAGE = 'docs/drift.md';

/** What the options on the page take to be there. */
const BEFORE = `
import { writeFileSync } from 'node:fs';
import { Baseline, modelMonitor } from 'express-model-monitor';
const rows = Array.from({ length: 40 }, (_, size) => ({ features: { size }, output: 'a' }));
const made = (scope) => Baseline.fromRows(rows, { createdAt: new Date(), ...scope });
writeFileSync('baseline.json', JSON.stringify(made({})));
for (const model of ['rain', 'wind']) writeFileSync(model + '.json', JSON.stringify(made({ model })));
`;

test('every way on the page to give a baseline is one', async () => {
  const program = BEFORE + codeBlockWith(PAGE, 'js', 'baseline.json');
  assert.deepEqual(await runPageProgram(program), { stdout: '', stderr: '' });
});

test('the page names every metric of features, and the others that tell of a baseline', () => {
  const named = tableRowsOf(PAGE, '| metric | |').flatMap(([names = '']) => codesIn(names));
  const ofFeatures = METRICS.map(({ name }) => name).filter((name) => name.startsWith('model_feature_'));
  assert.deepEqual(named, [...ofFeatures, 'model_quality_estimated', 'model_info']);
});
