import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { EventReport } from '../../src/report/event-report.ts';
import { LabelTable } from '../../src/report/label-table.ts';
import { reportDocument } from '../../src/report/report-document.ts';
import { modelRules } from '../domain/model-rules.ts';
import { minuteMs, prediction } from './logged-events.ts';

const HOSTILE = '</script><!--<script>alert("&amp;")</script>';
const span = { firstMs: minuteMs(0), lastMs: minuteMs(1) };

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function documentOf(name: string): string {
  const events = new EventReport({ rules: modelRules(), span, by: 'version', labels: new LabelTable() });
  events.add(prediction('a', 0, { model_name: name }));
  const report = events.finish({ files: [name], damaged: { count: 0, first: [] } });
  return reportDocument(report, {
    title: name,
    html: '<p>text</p>',
    styles: ['p{color:red}', '.v0{--share:1}'],
    script: 'run()',
  });
}

test('only the script and the styles of a report can take effect', () => {
  const [, policy = ''] =
    /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(documentOf('churn')) ?? [];
  assert.deepEqual(policy.split('; '), [
    "default-src 'none'",
    `script-src ${hashOf('run()')}`,
    `style-src ${hashOf('p{color:red}')} ${hashOf('.v0{--share:1}')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

test('figures stand in a report as JSON that no text in them can end', () => {
  const page = documentOf(HOSTILE);
  const [, json = ''] = /<script type="application\/json" id="report">(.*?)<\/script>/.exec(page) ?? [];
  assert.deepEqual(JSON.parse(json).events.files, [HOSTILE]);
  assert.equal(page.split('<script').length, 3);
  assert.equal(page.includes('<!--'), false);
  assert.match(page, /<title>&lt;\/script>&lt;!--&lt;script>alert\("&amp;amp;"\)&lt;\/script><\/title>/);
});
