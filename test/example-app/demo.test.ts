import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { startCommand } from './start-command.ts';

const counts = 'answers, accuracy 0\\.\\d{4} \\(\\d+ of \\d+ labelled days\\)';
const quality = (name: string) =>
  ` {13}${name}: precision [01]\\.\\d{4}, recall [01]\\.\\d{4} from /metrics, .+`;
const summaryPattern = new RegExp(
  [
    '^Summary of (?<seconds>[\\d.]+) s',
    ' {2}requests {3}(?<requests>\\d+): (?<ok>\\d+) ok, (?<bad>\\d+) client_error, 0 server_error, 0 no_answer',
    ' {2}latency {4}p50 [\\d.]+ ms, p95 [\\d.]+ ms, seen by the client',
    ' {2}labels {5}(?<sent>\\d+) sent late, (?<again>\\d+) sent again, (?<never>\\d+) never sent, by the client',
    ' {13}(?<joined>\\d+) joined, (?<duplicate>\\d+) duplicate, (?<pending>\\d+) pending, from /metrics, .+',
    ` {2}version 1 {2}(?<counted1>(?<answers1>\\d+) ${counts}) by the client, .+`,
    ` {13}(?<measured1>\\d+ ${counts}) from /metrics, .+`,
    ...['rain', 'sun'].map(quality),
    ` {2}version 2 {2}(?<counted2>(?<answers2>\\d+) ${counts}) by the client, .+`,
    ` {13}(?<measured2>\\d+ ${counts}) from /metrics, .+`,
    ...['rain', 'sun'].map(quality),
  ].join('\n'),
  'm',
);

test('the demo ends by itself, one log line per request, what its client counted equal to what /metrics says', async () => {
  const args = ['--seconds', '3'];
  const { exitCode, stdout, stderr } = await startCommand({ command: 'demo.ts', args, port: '0' }).result;

  assert.equal(stderr, '');
  assert.equal(exitCode, 0);
  const summary = summaryPattern.exec(stdout)?.groups ?? {};
  assert.equal(summary['measured1'], summary['counted1']);
  assert.equal(summary['measured2'], summary['counted2']);
  assert.equal(summary['joined'], summary['sent']);
  assert.equal(summary['duplicate'], summary['again']);
  assert.equal(summary['pending'], summary['never']);
  assert.ok(Number(summary['again']) > 0 && Number(summary['never']) > 0);
  assert.equal(Number(summary['answers1']) + Number(summary['answers2']), Number(summary['ok']));
  assert.equal(Number(summary['ok']) + Number(summary['bad']), Number(summary['requests']));
  const logged = stdout.match(/"POST \/(?:predict|v2\/models\/weather\/versions\/[12]\/infer) HTTP/g);
  assert.equal(logged?.length, Number(summary['requests']));
  assert.ok(Number(summary['ok']) > 30, `only ${summary['ok']} requests in 3 s`);
  assert.ok(Number(summary['bad']) > 0, 'some requests are bad');
  assert.ok(Number(summary['seconds']) < 5, `took ${summary['seconds']} s`);
});

test('when the days change, the log says what has drifted, and the accuracy falls', async () => {
  const args = ['--seconds', '12'];
  const { stdout } = await startCommand({ command: 'demo.ts', args, port: '0' }).result;

  const [before = '', after = ''] = stdout.split('[demo] from now on all days are of January 2015');
  assert.doesNotMatch(before, /^\[drift\].*wind/m);
  const lines = after.match(/^\[drift\] version 1 drifted: .*wind.*$/gm) ?? [];
  assert.match(lines.at(-1) ?? '', /accuracy 0\.\d\d estimated, 0\.\d\d measured$/);
});

test('Ctrl-C ends the demo with its summary and exit code 0, even when it arrives twice', async () => {
  const { child, result } = startCommand({ command: 'demo.ts', port: '0' });
  await once(child.stdout, 'data');

  child.kill('SIGINT');
  child.kill('SIGINT');

  const { exitCode, stdout } = await result;
  assert.equal(exitCode, 0);
  assert.match(stdout, /^Summary of/m);
});

const usage = 'usage: npm run demo -- [--seconds N]';
const misuse: { args: string[]; problem: string }[] = [
  { args: ['--seconds', 'soon'], problem: "--seconds must be a number above 0, at most 86400, not 'soon'" },
  { args: ['--seconds', '0'], problem: "--seconds must be a number above 0, at most 86400, not '0'" },
  { args: ['--seconds'], problem: "cannot read the arguments '--seconds'" },
  { args: ['--fast'], problem: "cannot read the arguments '--fast'" },
];
for (const { args, problem } of misuse) {
  test(`the arguments ${args.join(' ')} are one clear line and exit code 2`, async () => {
    assert.deepEqual(await startCommand({ command: 'demo.ts', args, port: '0' }).result, {
      exitCode: 2,
      stdout: '',
      stderr: `${problem}; ${usage}\n`,
    });
  });
}
