import assert from 'node:assert/strict';
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { publint } from 'publint';
import { Consumer, type Ended, endOf } from './support/consumer.ts';
import { type PackedPackage, packPackage } from './support/packed-package.ts';
import { sourceFilesIn } from './support/source-files.ts';

let packed: PackedPackage;
let consumer: Consumer;
let compilation: Ended;

before(async () => {
  packed = await packPackage();
  consumer = new Consumer(packed);
  compilation = await consumer.compile();
});

after(() => packed?.remove());

/** What a consumer printed: lines, the last of them JSON. It has to end by itself and complain of nothing. */
async function outputOf(script: string): Promise<{ lines: readonly string[]; result: unknown }> {
  const { exitCode, stdout, stderr } = await consumer.run(script);
  assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  return { lines: lines.slice(0, -1), result: JSON.parse(lines.at(-1) ?? '') };
}

test('the tarball holds what the sources compile to, and the texts', () => {
  const sources = sourceFilesIn('src').filter(({ path }) => !path.startsWith('src/page/browser/'));
  const compiled = sources.flatMap(({ path }) => {
    const name = path.replace(/^src\//, 'dist/').replace(/\.ts$/, '');
    return [`${name}.d.ts`, `${name}.js`];
  });
  const texts = ['CHANGELOG.md', 'LICENSE', 'README.md', 'docs/grafana/dashboard.json', 'package.json'];
  const bundles = ['index.html', 'monitor.css', 'monitor.js', 'report.css', 'report.js', 'static-report.js'];
  const page = bundles.map((name) => `dist/page/browser/${name}`);
  // A file too many is what a former build left behind in dist.
  assert.deepEqual(packed.files, [...compiled, ...page, ...texts].sort());
});

test('publint finds nothing to say, strictly', async () => {
  const { buffer } = new Uint8Array(readFileSync(packed.tarball));
  const { messages } = await publint({ pack: { tarball: buffer }, strict: true });
  assert.deepEqual(messages, []);
});

test('the types are right wherever an ESM package can be resolved', async () => {
  const { exitCode, stdout } = await endOf('node_modules/.bin/attw', [
    packed.tarball,
    '--profile',
    'esm-only',
  ]);
  assert.equal(exitCode, 0, stdout);
});

test('an ES module has request log and metrics from one line', async () => {
  const { lines, result } = await outputOf('esm.mjs');
  assert.deepEqual(result, {
    output: { output: 'storm' },
    samples: [
      'model_accuracy_sum{model_name="default",model_version="unversioned"} 1',
      'model_confusion_total{model_name="default",model_version="unversioned",actual="storm",predicted="storm"} 1',
    ],
    statistics: 'function',
  });
  assert.deepEqual(
    lines.map((line) => line.replace(/\[.*?\]/, '[time]').replace(/ \d+ "-"/, ' BYTES "-"')),
    [
      '127.0.0.1 - - [time] "POST /predict HTTP/1.1" 200 BYTES "-" "node"',
      '127.0.0.1 - - [time] "GET /metrics HTTP/1.1" 200 BYTES "-" "node"',
    ],
  );
});

test('CommonJS requires the package, and its sub-paths', async () => {
  assert.deepEqual(await outputOf('commonjs.cjs'), {
    lines: ['POST /score 200 ok'],
    result: {
      output: { output: 'calm' },
      name: 'express-model-monitor',
      refusal: [{ path: 'windows', message: 'unknown option; did you mean window?' }],
      statistics: 'function',
    },
  });
});

test('TypeScript accepts every option as it is documented, refuses wrong ones, and needs no skipLibCheck', () => {
  assert.deepEqual(compilation, { exitCode: 0, stdout: '', stderr: '' });
});

for (const script of ['compiled/typescript.mjs', 'compiled/typescript.cjs']) {
  test(`${script} runs with every option set`, async () => {
    assert.deepEqual(await outputOf(script), {
      lines: [],
      result: {
        refused: 401,
        samples: [
          'ml_model_accuracy_sum{model_name="sizes",model_version="2"} 1.4',
          'ml_model_info{model_name="sizes",model_version="2",task="regression",protocol="sizes",baseline="none"} 1',
        ],
        lines: ['POST /predict 0.9\n', 'POST /guess 0.5\n', 'GET /metrics undefined\n'],
        id: 'night-1',
        isTheirs: true,
      },
    });
  });
}

test('the command can be run where it was built, also when it was linked before', () => {
  assert.doesNotThrow(() => accessSync('dist/cli/main.js', constants.X_OK));
});

test('the installed command says what it can do', async () => {
  const command = 'node_modules/express-model-monitor/dist/cli/main.js';
  const text = readFileSync(join(packed.folder, 'dist/cli/main.js'), 'utf8');
  assert.equal(text.split('\n')[0], '#!/usr/bin/env node');
  const { exitCode, stdout, stderr } = await consumer.run(command);
  assert.deepEqual(
    [exitCode, stdout, stderr.split('\n')[0]],
    [2, '', 'Usage: express-model-monitor COMMAND [options]'],
  );
});

test('the installed command makes a baseline and checks rows against it', async () => {
  const command = 'node_modules/express-model-monitor/dist/cli/main.js';
  const rows = Array.from({ length: 40 }, (_, row) => `${row},${row % 2 === 0 ? 'a' : 'b'}`);
  consumer.write('rows.csv', ['size,kind', ...rows].join('\n'));
  const made = await consumer.run(command, 'baseline', 'rows.csv', '-o', 'baseline.json');
  assert.deepEqual([made.exitCode, made.stdout], [0, '']);
  const checked = await consumer.run(command, 'check', 'baseline.json', 'rows.csv');
  assert.deepEqual([checked.exitCode, checked.stdout.match(/stable/g)?.length], [0, 2]);
});
