import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { daysIn, folderOf } from './cli/command-run.ts';
import { freePort } from './support/free-port.ts';
import { consoleSteps, outputOf, runPageProgram, startPageProgram } from './support/page-programs.ts';
import { codeBlocksOf, codeBlockWith } from './support/pages.ts';
import { runProgram } from './support/programs.ts';

const [SNIPPET = ''] = codeBlocksOf('README.md', 'js');
const [CONSOLE = '', LATE_CONSOLE = '', BASELINE_CONSOLE = '', DRIFT_CONSOLE = ''] = codeBlocksOf(
  'README.md',
  'console',
);
const [LOG = ''] = codeBlocksOf('README.md', 'text');
const LATE_LINE = codeBlockWith('README.md', 'js', 'modelMonitor({ feedback: true })');
const BASELINE_LINE = codeBlockWith('README.md', 'js', "modelMonitor({ baseline: 'baseline.json' })");
const EVERYTHING = codeBlockWith('README.md', 'js', 'notify:');
/** A command that fails until the server listens, for those that ask many times. */
const WHEN_UP = "$ curl localhost:3000/metrics | grep -o 'TYPE model_info'\nTYPE model_info\n";
/** The command that the package brings, here from its source. */
const COMMAND = `"${process.execPath}" --import tsx src/cli/main.ts`;

/** Starts a program of the README and compares what its commands print; the lines it writes meanwhile. */
async function answersCommands(t: TestContext, program: string, block: string): Promise<readonly string[]> {
  const port = await freePort();
  const { lines } = startPageProgram(t, program, {
    PORT: String(port),
    SLACK_WEBHOOK: 'https://slack.example',
  });
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
  assert.equal(withoutClient(lines[0] ?? ''), withoutClient(LOG.trim()));
});

/** The README's program with these lines instead of the monitor's. */
function programWith(lines: string): string {
  const program = SNIPPET.replace(/^app\.use\(modelMonitor\(\)\);.*$/m, lines);
  assert.notEqual(program, SNIPPET);
  return program;
}

test("the README's program takes late labels, and answers with what stands beneath its commands", async (t) => {
  await answersCommands(t, programWith(LATE_LINE), LATE_CONSOLE);
});

/** Has the README's command make a baseline; where the files are that its programs name. */
async function makeBaseline(t: TestContext): Promise<(name: string) => string> {
  const path = folderOf(t, { 'training.csv': daysIn('Seattle') });
  for (const { command, expected } of consoleSteps(BASELINE_CONSOLE)) {
    const { stderr } = await runShell(command, path);
    assert.equal(stderr.trim(), expected);
  }
  return path;
}

const FILES = /\b(training\.csv|baseline\.json|events\.jsonl|report\.html)\b/g;

function runShell(command: string, path: (name: string) => string): ReturnType<typeof runProgram> {
  const line = command.replace('npx express-model-monitor', COMMAND).replaceAll(FILES, path);
  return runProgram('sh', ['-c', line]);
}

test("the README's baseline is made, and its program says that the world has changed", async (t) => {
  const path = await makeBaseline(t);
  const program = programWith(BASELINE_LINE).replaceAll(FILES, path);
  await answersCommands(t, program, WHEN_UP + DRIFT_CONSOLE);
});

test("with all of the README's options on, the page is there and the event log makes a report", async (t) => {
  const path = await makeBaseline(t);
  const title = "$ curl localhost:3000/monitor | grep -o '<title>'\n<title>\n";
  const logged = `$ grep -o '"output":"storm"' ${path('events.jsonl')}\n"output":"storm"\n`;
  const program = programWith(EVERYTHING).replaceAll(FILES, path);
  await answersCommands(t, program, title + consoleSteps(CONSOLE).slice(0, 1).map(textOf).join('') + logged);

  const report = codeBlockWith('README.md', 'sh', 'report events.jsonl');
  const { exitCode, stderr } = await runShell(report, path);
  assert.equal(exitCode, 0, stderr);
  assert.match(readFileSync(path('report.html'), 'utf8'), /<html/);
});

function textOf({ command, expected }: ReturnType<typeof consoleSteps>[number]): string {
  return `$ ${command}\n${expected}\n`;
}

test("the README's route with a handler that knows better is monitored", async (t) => {
  const route = codeBlockWith('README.md', 'js', 'monitor.predict');
  const said = codeBlockWith('README.md', 'js', 'res.locals.prediction');
  const program = programWith(`
    const monitor = modelMonitor();
    const handler = (req, res) => {
      ${said}
      res.json({});
    };
    app.use(monitor);
    ${route}`);
  const asked = '$ curl -X POST localhost:3000/score\n{}\n';
  const counted = `$ curl localhost:3000/metrics | grep model_accuracy_count
model_accuracy_count{model_name="default",model_version="7"} 1\n`;
  await answersCommands(t, program, asked + counted);
});

test("the README's options are options", async () => {
  const options = codeBlockWith('README.md', 'js', 'onFault');
  const program = `import { modelMonitor } from 'express-model-monitor';\n${options}`;
  assert.deepEqual(await runPageProgram(program), { stdout: '', stderr: '' });
});

test('no page of documentation has a place left to fill in, or a link into nothing', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'].concat(
    readdirSync('docs')
      .filter((file) => file.endsWith('.md'))
      .map((file) => join('docs', file)),
  );
  for (const page of pages) {
    const written = readFileSync(page, 'utf8');
    assert.deepEqual(written.match(/^[A-Z-]{4,}$/gm), null, page);
    for (const [, target = ''] of written.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      assert.ok(existsSync(join(page, '..', target)), `${page}: ${target}`);
    }
  }
});
