import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { eventsFolderIn, startCommand } from './start-command.ts';

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
    ' {2}alerts {5}AccuracyFell of version 1: (?<fired>\\d+) fired, (?<resolved>\\d+) resolved',
  ].join('\n'),
  'm',
);

/** What an alert's line has to say of version 1: the value, the bound, what it rests on. */
const fallen = 'AccuracyFell: accuracy of weather@1 is 0\\.\\d+';
const rests = '0\\.6788 \\(n = \\d+, 95 % interval 0\\.\\d+ to 0\\.\\d+\\)';
const firing = new RegExp(`^\\[alert\\] firing ${fallen}, below ${rests}$`);
const resolved = new RegExp(`^\\[alert\\] resolved ${fallen}, no longer below ${rests}$`);
const drifted = /^\[drift\] version 1 drifted: .*temp_max.*; accuracy 0\.\d\d estimated, 0\.\d\d measured$/;
const calm = /^\[drift\] version 1 nothing is drifted any more; /;

/** Runs while the other tests do. */
const port = await freePort();
const demo = startCommand({ command: 'demo.ts', args: ['--seconds', '24'], port: String(port) }).result;

test('Ctrl-C ends the demo with its summary and exit code 0, even when it arrives twice', async () => {
  const { child, result } = startCommand({ command: 'demo.ts', port: '0' });
  await once(child.stdout, 'data');

  child.kill('SIGINT');
  child.kill('SIGINT');

  const { exitCode, stdout } = await result;
  assert.equal(exitCode, 0);
  assert.match(stdout, /^Summary of/m);
  rmSync(eventsFolderIn(stdout), { recursive: true });
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

test('the demo ends by itself, one log line per request, what its client counted equal to what /metrics says', async () => {
  const { exitCode, stdout, stderr } = await demo;

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
  assert.ok(Number(summary['ok']) > 240, `only ${summary['ok']} requests in 24 s`);
  assert.ok(Number(summary['bad']) > 0, 'some requests are bad');
  const seconds = Number(summary['seconds']);
  assert.ok(seconds >= 24 && seconds < 30, `took ${seconds} s`);
});

test('the demo says when the days change, what drifts, and when an alert fires and when it is over', async () => {
  const { stdout } = await demo;
  const said = stdout.split('\n').filter((line) => line.startsWith('['));
  const positionOf = (pattern: RegExp) => {
    const found = said.findIndex((line) => pattern.test(line));
    assert.notEqual(found, -1, `${pattern} is not among\n${said.join('\n')}`);
    return found;
  };

  const changed = positionOf(/^\[demo\] from now on all days are of January 2015/);
  const back = positionOf(/^\[demo\] the usual days are back/);
  assert.ok(changed < positionOf(drifted));
  assert.ok(changed < positionOf(firing));
  assert.ok(back < positionOf(resolved));
  assert.ok(back < positionOf(calm));
  const { fired, resolved: over } = summaryPattern.exec(stdout)?.groups ?? {};
  assert.deepEqual([fired, over], ['1', '1']);
});

test('the demo keeps every prediction and label that it counted', async () => {
  const { stdout } = await demo;
  const folder = eventsFolderIn(stdout);
  const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trim().split('\n');
  rmSync(folder, { recursive: true });
  const events: Record<string, unknown>[] = lines.map((line) => JSON.parse(line));
  const count = (wanted: Record<string, unknown>) =>
    events.filter((event) => Object.entries(wanted).every(([key, value]) => event[key] === value)).length;
  const { joined, ok, bad } = summaryPattern.exec(stdout)?.groups ?? {};

  assert.equal(count({ type: 'label' }), Number(joined));
  assert.equal(count({ type: 'prediction', outcome: 'client_error' }), Number(bad));
  const ids = events.filter(({ outcome }) => outcome === 'ok').map(({ id }) => String(id).split('#')[0]);
  assert.equal(new Set(ids).size, Number(ok));
});

test('the demo serves the port it is told to', async () => {
  const { stdout } = await demo;

  assert.match(stdout, new RegExp(`^Sending .* to http://127\\.0\\.0\\.1:${port}\\. `));
});
