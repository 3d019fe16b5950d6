import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { daysIn, folderOf } from './cli/command-run.ts';
import { consoleSteps, freePort, outputOf, startPageProgram } from './support/page-programs.ts';
import { codeBlocksOf } from './support/pages.ts';
import { runProgram } from './support/programs.ts';

const [SNIPPET = ''] = codeBlocksOf('README.md', 'js');
const [CONSOLE = '', LATE_CONSOLE = '', BASELINE_CONSOLE = '', DRIFT_CONSOLE = ''] = codeBlocksOf(
  'README.md',
  'console',
);
const [LOG = ''] = codeBlocksOf('README.md', 'text');
/** The line that the section on late labels has instead of the program's own. */
const LATE_LINE = /^app\.use\(modelMonitor\(\{ feedback: true \}\)\);.*$/m;

/** The line that the section on a changed world has. */
const BASELINE_LINE = /^app\.use\(modelMonitor\(\{ baseline: 'baseline\.json' \}\)\);.*$/m;
/** A command that fails until the server listens, for those that ask many times. */
const WHEN_UP = "$ curl localhost:3000/metrics | grep -o 'TYPE model_info'\nTYPE model_info\n";
/** The command that the package brings, here from its source. */
const COMMAND = `"${process.execPath}" --import tsx src/cli/main.ts`;

/** Starts a program of the README and compares what its commands print; the lines it writes meanwhile. */
async function answersCommands(t: TestContext, program: string, block: string): Promise<readonly string[]> {
  const port = await freePort();
  const { lines } = startPageProgram(t, program, { PORT: String(port) });
  for (const step of consoleSteps(block)) {
    const output = await outputOf(step, port);
    assert.equal(withoutTimes(output), withoutTimes(step.expected), step.command);
  }
  return lines;
}

function withoutTimes(page: string): string {
  return page.replace(/(latency_seconds_sum\{[^}]*\}) \S+/g, '$1 SECONDS');
}

function withoutClient(line: string): string {
  return line
    .replace(/^\S+/, 'ADDRESS')
    .replace(/\[[^\]]*\]/, '[DATE]')
    .replace(/curl\/[\d.]+/, 'curl');
}

test("the README's first program answers its commands with what stands beneath them", async (t) => {
  const lines = await answersCommands(t, SNIPPET, CONSOLE);
  assert.deepEqual(lines.slice(0, 2).map(withoutClient), LOG.trim().split('\n').map(withoutClient));
});

/** The README's program with the line of another section instead of its own. */
function programWith(section: RegExp): string {
  const [line = ''] = codeBlocksOf('README.md', 'js').flatMap((code) => section.exec(code) ?? []);
  const program = SNIPPET.replace(/^app\.use\(modelMonitor\(\)\);.*$/m, line);
  assert.notEqual(program, SNIPPET);
  return program;
}

test("the README's program takes late labels, and answers with what stands beneath its commands", async (t) => {
  await answersCommands(t, programWith(LATE_LINE), LATE_CONSOLE);
});

test("the README's baseline is made, and its program says that the world has changed", async (t) => {
  const path = folderOf(t, { 'training.csv': daysIn('Seattle') });
  for (const { command, expected } of consoleSteps(BASELINE_CONSOLE)) {
    const line = command
      .replace('npx express-model-monitor', COMMAND)
      .replace('training.csv', path('training.csv'))
      .replace('baseline.json', path('baseline.json'));
    const { stderr } = await runProgram('sh', ['-c', line]);
    assert.equal(stderr.trim(), expected);
  }
  const program = programWith(BASELINE_LINE).replace(
    "'baseline.json'",
    JSON.stringify(path('baseline.json')),
  );
  await answersCommands(t, program, WHEN_UP + DRIFT_CONSOLE);
});

test('no page of documentation has a place left to fill in, or a link into nothing', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'].concat(
    readdirSync('docs')
      .filter((file) => file.endsWith('.md'))
      .map((file) => join('docs', file)),
  );
  for (const page of pages) {
    const written = readFileSync(page, 'utf8');
    assert.doesNotMatch(written, /^[A-Z-]{4,}$/m, page);
    for (const [, target = ''] of written.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      assert.ok(readFileSync(join(page, '..', target)), `${page}: ${target}`);
    }
  }
});
