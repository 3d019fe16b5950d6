import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';

const README = readFileSync('README.md', 'utf8');
const [SNIPPET = ''] = codeBlocks('js');
const [CONSOLE = ''] = codeBlocks('console');
const [LOG = ''] = codeBlocks('text');

function codeBlocks(language: string): string[] {
  return Array.from(
    README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms')),
    ([, code = '']) => code,
  );
}

/** Runs the README's first program where only what it installs can be imported. */
async function startSnippet(t: TestContext, port: number): Promise<{ lines: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules/express-model-monitor'));
  symlinkSync(resolve('node_modules/express'), join(folder, 'node_modules/express'));
  writeFileSync(join(folder, 'server.mjs'), SNIPPET);
  const child = spawn(process.execPath, ['server.mjs'], {
    cwd: folder,
    env: { ...process.env, PORT: String(port) },
  });
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const errors = text(child.stderr);
  t.after(async () => {
    child.kill();
    rmSync(folder, { recursive: true });
    assert.equal(await errors, '');
  });
  return { lines };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The output of a shell command, tried again until the server listens. */
async function run(command: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const child = spawn('sh', ['-c', command]);
    const [output] = await Promise.all([text(child.stdout), once(child, 'close')]);
    if (output !== '') return output;
    await new Promise((proceed) => setTimeout(proceed, 100));
  }
  throw new Error(`no answer to ${command}`);
}

function withoutTimes(page: string): string {
  return page.replace(/(latency_seconds_sum\{[^}]*\}) \S+/g, '$1 SECONDS').trim();
}

test("the README's first program answers its commands with what stands beneath them", async (t) => {
  const port = await freePort();
  const { lines } = await startSnippet(t, port);
  for (const block of CONSOLE.split(/^\$ /m).slice(1)) {
    const [command = '', ...expected] = block.split('\n');
    const output = await run(command.replace('curl', 'curl -s').replaceAll('3000', String(port)));
    assert.equal(withoutTimes(output), withoutTimes(expected.join('\n')), command);
  }
  const likeLog = (line: string): string => line.replace(/^\S+/, 'ADDRESS').replace(/\[[^\]]*\]/, '[DATE]');
  const expectedLog = LOG.trim().split('\n').map(likeLog);
  assert.deepEqual(
    lines.slice(0, 2).map((line) => likeLog(line).replace(/curl\/[\d.]+/, 'curl/7.88.1')),
    expectedLog.map((line) => line.replace(/curl\/[\d.]+/, 'curl/7.88.1')),
  );
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
