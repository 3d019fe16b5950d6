import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePort } from '../support/free-port.ts';
import { consoleSteps, outputOf, runPageProgram, startPageProgram } from '../support/page-programs.ts';
import { codeBlockWith } from '../support/pages.ts';
import { RedisServer, skipWithoutRedis } from '../support/redis-server.ts';
import { JOINED, labelProgram, runJoin } from './label-programs.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/;

test('the commands on the page are answered with what stands beneath them', async (t) => {
  const port = await freePort();
  startPageProgram(t, labelProgram('const predict ='), { PORT: String(port) });
  const steps = consoleSteps(codeBlockWith('docs/feedback.md', 'console', '/feedback'));
  assert.equal(steps.length, 5);
  for (const step of steps) assert.equal(await outputOf(step, port), step.expected, step.command);
});

test('predictions that never met Express are labelled by the ids they got', async () => {
  const { stdout, stderr } = await runPageProgram(labelProgram('monitor.record('));
  assert.equal(stderr, '');
  assert.equal(stdout.replace(UUID, 'UUID'), "[ { id: 'UUID', result: 'joined' } ]\n");
});

test('a label is joined through a Redis', { skip: skipWithoutRedis }, async (t) => {
  const redis = await RedisServer.start();
  t.after(() => redis.remove());
  const program = labelProgram('redisStore(').replace('redis://localhost:6379', redis.url);
  assert.deepEqual(await runJoin(program), { stdout: JOINED, stderr: '' });
});

test('who does not know the token sends no labels, and without one the program does not start', async (t) => {
  const program = labelProgram('LABEL_TOKEN');
  const port = await freePort();
  startPageProgram(t, program, { PORT: String(port), LABEL_TOKEN: 'secret' });
  const statusFor = (authorization: string): Promise<string> => {
    const headers = `-H 'Authorization: ${authorization}' -H 'Content-Type: application/json'`;
    const label = `-d '{"id":"nobody","truth":"a"}' --retry 20 --retry-connrefused --retry-delay 0`;
    const command = `curl -o /dev/null -w '%{http_code}' localhost:3000/feedback ${headers} ${label}`;
    return outputOf({ command, expected: '' }, port);
  };
  const statuses = [await statusFor('Bearer secret'), await statusFor('Bearer'), await statusFor('')];
  assert.deepEqual(statuses, ['404', '401', '401']);
  assert.match(
    (await runPageProgram(program)).stderr,
    /TypeError: bearerToken\(secret\) has to be a text that is not empty/,
  );
});
