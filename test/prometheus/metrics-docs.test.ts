import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../support/programs.ts';

test('docs/metrics.md is what the catalogue says', async () => {
  const docs = new URL('../../docs/', import.meta.url);
  const generator = fileURLToPath(new URL('generate-metrics.ts', docs));
  const generated = await runProgram(process.execPath, ['--import', 'tsx', generator]);
  const written = await readFile(new URL('metrics.md', docs), 'utf8');
  assert.deepEqual(generated, { exitCode: 0, stdout: written, stderr: '' });
});
