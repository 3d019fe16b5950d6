import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import express from 'express';
import { FeedbackService } from './feedback-service.ts';

const MOST_BYTES = 1_000_000;
const TOO_LARGE = { error: 'too_large', message: 'The body may have 1000000 bytes at most.' };

/** A label with room for so many bytes in all. */
function labelOf(bytes: number): Buffer {
  const body = Buffer.alloc(bytes, ' ');
  body.write('{"id":"a","truth":"sun"}');
  return body;
}

interface Answer {
  readonly status: number | undefined;
  readonly body: unknown;
}

/** Sends a body, of unknown length unless its headers tell it. */
async function send(url: string, { body, headers, agent }: SendOptions): Promise<Answer> {
  const outgoing = request(url, { method: 'POST', agent, headers }).end(body);
  const sent = once(outgoing, 'finish');
  const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
  const read = json(answer);
  await sent;
  return { status: answer.statusCode, body: await read };
}

interface SendOptions {
  readonly body: Buffer;
  readonly headers: Record<string, string>;
  readonly agent: Agent;
}

const LENGTHS: Readonly<Record<string, (body: Buffer) => Record<string, string>>> = {
  'with its length told': ({ length }) => ({ 'Content-Length': String(length) }),
  'in chunks': () => ({ 'Transfer-Encoding': 'chunked' }),
};

for (const [name, headersFor] of Object.entries(LENGTHS)) {
  test(`a body of more than 1 MB is refused, and the connection goes on (${name})`, async (t) => {
    const service = await FeedbackService.serve(t, { mount: (app, monitor) => app.use(monitor) });
    await service.predict('a');
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => agent.destroy());
    const ports = new Set<number | undefined>();
    agent.on('free', ({ localPort }) => ports.add(localPort));
    const answers: unknown[] = [];
    for (const bytes of [MOST_BYTES + 1, 20 * MOST_BYTES, MOST_BYTES]) {
      const body = labelOf(bytes);
      const headers = { 'Content-Type': 'application/json', ...headersFor(body) };
      const { status, body: answer } = await send(`${service.url}/feedback`, { body, headers, agent });
      answers.push([status, status === 200 ? 'joined' : answer]);
    }
    assert.deepEqual(answers, [
      [413, TOO_LARGE],
      [413, TOO_LARGE],
      [200, 'joined'],
    ]);
    assert.equal(ports.size, 1);
    assert.deepEqual([await service.results(), service.faults], [{ joined: 1 }, []]);
  });
}

test('the limit holds where the application takes larger bodies', async (t) => {
  const service = await FeedbackService.serve(t, {
    mount: (app, monitor) => app.use(express.json({ limit: '3mb' }), monitor),
  });
  const { status, body } = await service.label('', { body: labelOf(MOST_BYTES + 1) });
  assert.deepEqual([status, body], [413, TOO_LARGE]);
});

const TOO_MANY = [
  { maxLabels: undefined, most: 1000 },
  { maxLabels: 1, most: 1 },
  { maxLabels: 3, most: 3 },
];

for (const { maxLabels, most } of TOO_MANY) {
  test(`${most} labels are taken at once, and not one more (maxLabels: ${maxLabels})`, async (t) => {
    const service = await FeedbackService.serve(t, { feedback: { maxLabels } });
    const lines = Array.from({ length: most + 1 }, (_, index) => ({ id: `none-${index}`, truth: 'sun' }));
    const headers = { 'Content-Type': 'application/x-ndjson' };
    const asLines = lines.map((line) => JSON.stringify(line)).join('\n');
    const statuses = [
      await service.label(lines),
      await service.label({ labels: lines }),
      await service.label(asLines, { headers }),
      await service.label(lines.slice(1)),
    ].map(({ status, body }) => [status, (body as { message?: string }).message]);
    const refused = [413, `One request may bring ${most} labels at most.`];
    assert.deepEqual(statuses, [refused, refused, refused, [200, undefined]]);
    assert.deepEqual(await service.results(), { unknown: most });
  });
}
