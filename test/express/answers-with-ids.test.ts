import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Express, RequestHandler } from 'express';
import { Registry } from 'prom-client';
import { type ModelMonitor, modelMonitor } from '../../src/index.ts';
import { requestText, sendRaw } from '../support/raw-client.ts';
import { answersOf, serve } from './compared-apps.ts';
import { EXPRESS_VERSIONS } from './express-versions.ts';
import { LineSink } from './line-sink.ts';

const SETTINGS: Readonly<Record<string, (app: Express) => void>> = {
  'as it comes': () => undefined,
  // Then the application has set no header before it writes the head.
  'without x-powered-by': (app) => app.disable('x-powered-by'),
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ID_LINE = /^X-Prediction-Id: (.*)\r\n/gim;

// Express 4 says on stderr that its older signatures are deprecated, unless someone listens.
process.on('deprecation', () => undefined);

/** A monitor that takes labels, and must not have a fault. */
function monitorFor(t: TestContext, sink = new LineSink()): ModelMonitor {
  const faults: unknown[] = [];
  const monitor = modelMonitor({
    feedback: true,
    log: { format: 'model', stream: sink.stream },
    metrics: { registry: new Registry(), defaultMetrics: false },
    onFault: (fault) => faults.push(fault),
  });
  t.after(async () => {
    await monitor.close();
    assert.deepEqual(faults, []);
  });
  return monitor;
}

/** Whether an answer may hold a prediction: not one that failed, nor one to HEAD. */
function isAnswered(name: string, answer: string): boolean {
  const status = Number(Array.from(answer.matchAll(/^HTTP\/1\.1 (\d+)/gm)).at(-1)?.[1]);
  return status < 400 && !name.includes('HEAD');
}

function withoutIds(answers: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(Array.from(answers, ([name, answer]) => [name, answer.replace(ID_LINE, '')]));
}

/** How many ids each answer names; every one has to be a UUID, as no client sent any. */
function countIds(answers: ReadonlyMap<string, string>): Map<string, number> {
  return new Map(
    Array.from(answers, ([name, answer]) => {
      const ids = Array.from(answer.matchAll(ID_LINE), ([, id = '']) => id);
      for (const id of ids) assert.match(id, UUID, name);
      return [name, ids.length];
    }),
  );
}

function expectedIds(
  bare: ReadonlyMap<string, string>,
  isPredict: (name: string) => boolean,
): Map<string, number> {
  return new Map(
    Array.from(bare, ([name, answer]) => [name, isPredict(name) && isAnswered(name, answer) ? 1 : 0]),
  );
}

for (const expressVersion of EXPRESS_VERSIONS.filter(({ version }) => !/^5\.[01]\./.test(version))) {
  for (const [setting, configure] of Object.entries(SETTINGS)) {
    const on = `Express ${expressVersion.version} ${setting}`;

    test(`with feedback an answer differs by the id of its prediction, and by nothing else (${on})`, async (t) => {
      const bare = await answersOf(t, { expressVersion, configure });
      const [one, other] = [monitorFor(t), monitorFor(t)];
      const onPredictPaths = (name: string): boolean => name.endsWith('/predict');
      const placements: readonly [handlers: RequestHandler[], isPredict: (name: string) => boolean][] = [
        [[one], onPredictPaths],
        [[one, other], onPredictPaths],
        [[one.predict], () => true],
      ];
      for (const [monitor, isPredict] of placements) {
        const answers = await answersOf(t, { expressVersion, configure, monitor });
        assert.deepEqual(withoutIds(answers), bare);
        assert.deepEqual(countIds(answers), expectedIds(bare, isPredict));
      }
    });
  }

  test(`pipelined answers name each its own prediction (Express ${expressVersion.version})`, async (t) => {
    const sink = new LineSink();
    const app = expressVersion.express();
    app.use(monitorFor(t, sink));
    app.get('/predict', (_req, res) => void setImmediate(() => res.json({ output: 'rain' })));
    const requests = Array.from({ length: 20 }, (_, index) =>
      requestText({ path: '/predict', headers: index % 2 === 0 ? {} : { 'X-Prediction-Id': `id-${index}` } }),
    );
    const last = requestText({ path: '/none', headers: { Connection: 'close' } });
    const answers = await sendRaw(await serve(t, app), [...requests, last].join(''));
    const ids = Array.from(answers.matchAll(ID_LINE), ([, id = '']) => id);
    assert.deepEqual(
      ids.map((id) => (UUID.test(id) ? 'a UUID' : id)),
      requests.map((_, index) => (index % 2 === 0 ? 'a UUID' : `id-${index}`)),
    );
    assert.equal(new Set(ids).size, requests.length);
    const lines = await sink.whenWritten(requests.length + 1);
    assert.deepEqual(
      ids.filter((id) => !lines.some((line) => line.includes(id))),
      [],
    );
  });
}
