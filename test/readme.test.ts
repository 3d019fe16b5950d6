import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { consoleSteps, freePort, outputOf, startPageProgram } from './support/page-programs.ts';
import { codeBlocksOf } from './support/pages.ts';

const [SNIPPET = ''] = codeBlocksOf('README.md', 'js');
const [CONSOLE = '', LATE_CONSOLE = ''] = codeBlocksOf('README.md', 'console');
const [LOG = ''] = codeBlocksOf('README.md', 'text');
/** The line that the section on late labels has instead of the program's own. */
const LATE_LINE = /^app\.use\(modelMonitor\(\{ feedback: true \}\)\);.*$/m;

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

test("the README's program takes late labels, and answers with what stands beneath its commands", async (t) => {
  const [line = ''] = codeBlocksOf('README.md', 'js').flatMap((code) => LATE_LINE.exec(code) ?? []);
  const program = SNIPPET.replace(/^app\.use\(modelMonitor\(\)\);.*$/m, line);
  assert.notEqual(program, SNIPPET);
  await answersCommands(t, program, LATE_CONSOLE);
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
