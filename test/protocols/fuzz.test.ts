import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import express, { type Express, type Response } from 'express';
import fc from 'fast-check';
import { Registry } from 'prom-client';
import { DEFAULT_LIMITS } from '../../src/domain/limits.ts';
import { isUnread } from '../../src/domain/prediction.ts';
import { type Fault, modelMonitor } from '../../src/index.ts';
import { recogniseProtocol } from '../../src/protocols/auto.ts';
import { wireValue } from '../../src/protocols/body.ts';
import { isReadAsText, mediaTypeOf } from '../../src/protocols/media-type.ts';
import type { DecodeInput } from '../../src/protocols/protocol.ts';
import { listen } from '../support/http-exchange.ts';
import { samplesOf } from '../support/metrics-text.ts';
import { type Answer, exchanges, type FuzzExchange } from './arbitrary-exchanges.ts';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 2000);
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

const agent = new Agent({ keepAlive: true });

/** An app that answers what it is told to, whoever stands in front of its routes. */
class FuzzedApp {
  readonly app: Express = express().set('env', 'test');
  answer: Answer = { kind: 'json', value: null };
  /** What the parsers made of the last request that reached the handler. */
  received: Pick<DecodeInput, 'req' | 'requestBody'> | undefined;

  constructor(...monitors: express.RequestHandler[]) {
    // In front of the parsers, so that what they refuse is seen too.
    this.app.use(...monitors);
    this.app.use(express.json({ limit: '5mb', strict: false }));
    this.app.use(express.text({ limit: '5mb', type: ['text/csv', 'application/jsonlines'] }));
    this.app.use(express.raw({ limit: '5mb' }));
    this.app.use((req, res) => {
      this.received = { req, requestBody: req.body };
      send(res, this.answer);
    });
  }
}

function send(res: Response, answer: Answer): void {
  if (answer.kind === 'json') res.json(answer.value);
  else
    res
      .type(answer.type)
      .send(answer.type === 'application/octet-stream' ? Buffer.from(answer.text) : answer.text);
}

interface Answered {
  readonly status: number | undefined;
  readonly headers: object;
  readonly body: string;
}

async function exchange(url: string, { path, headers, body }: FuzzExchange): Promise<Answered> {
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  const outgoing = request(url, { agent, method: 'POST', path, headers: { ...headers, ...length } });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const { date: _, ...others } = incoming.headers;
  return { status: incoming.statusCode, headers: others, body: (await buffer(incoming)).toString('latin1') };
}

/** Rows, or one for a request that cannot be read: what has to appear in the counts. */
function expectedCount({ received, answer }: FuzzedApp): number {
  assert.ok(received);
  const body = answerBody(answer);
  if (body === undefined) return 1;
  const input = { ...received, ...body, limits: DEFAULT_LIMITS };
  const decoded = recogniseProtocol(input).decode(input);
  return isUnread(decoded) ? 1 : decoded.rows;
}

/** The answer as a format sees it; `undefined` when none does. */
function answerBody(answer: Answer): Pick<DecodeInput, 'responseBody' | 'responseType'> | undefined {
  if (answer.kind === 'json') {
    return { responseBody: wireValue(answer.value), responseType: 'application/json' };
  }
  const responseType = mediaTypeOf(answer.type);
  if (isReadAsText(responseType)) return { responseBody: answer.text, responseType };
  if (responseType !== 'application/json') return undefined;
  try {
    return { responseBody: JSON.parse(answer.text), responseType };
  } catch {
    return undefined;
  }
}

/** Rows and requests that were counted somehow: read, unread, or dropped beyond the limit. */
async function countedBy(registry: Registry): Promise<number> {
  let sum = 0;
  for (const name of [
    'model_predictions_total',
    'model_predictions_unread_total',
    'model_monitor_dropped_total',
  ]) {
    const { values = [] } = (await registry.getSingleMetric(name)?.get()) ?? {};
    for (const { value, labels } of values) {
      if ((labels['part'] ?? 'rows') === 'rows') sum += value;
    }
  }
  return sum;
}

/** The same app without the monitor and with it. */
interface Pair {
  readonly bare: FuzzedApp;
  readonly watched: FuzzedApp;
  readonly urls: readonly [bare: string, watched: string];
  readonly registry: Registry;
  /** Emits `line` when a request has been counted. */
  readonly ended: EventEmitter;
  readonly faults: Fault[];
}

async function serve(t: TestContext): Promise<Pair> {
  const registry = new Registry();
  const ended = new EventEmitter();
  const faults: Fault[] = [];
  const monitor = modelMonitor({
    metrics: { registry, defaultMetrics: false },
    log: { format: 'json', stream: { write: () => ended.emit('line') } },
    onFault: (fault) => faults.push(fault),
  });
  t.after(() => monitor.close());
  const [bare, watched] = [new FuzzedApp((_req, _res, next) => next()), new FuzzedApp(monitor)];
  const urls = [await listen(t, bare.app), await listen(t, watched.app)] as const;
  return { bare, watched, urls, registry, ended, faults };
}

test(`whatever comes over the wire changes no answer and is counted once (FUZZ_SEED=${seed})`, async (t) => {
  const { bare, watched, urls, registry, ended, faults } = await serve(t);
  t.after(() => agent.destroy());
  await fc.assert(
    fc.asyncProperty(exchanges, async (fuzzed) => {
      bare.answer = fuzzed.answer;
      watched.answer = fuzzed.answer;
      const before = await countedBy(registry);
      const counted = once(ended, 'line');
      const [expected, actual] = await Promise.all(urls.map((url) => exchange(url, fuzzed)));
      assert.deepEqual(actual, expected);
      await counted;
      const isAnswered = (actual?.status ?? 500) < 400;
      assert.equal((await countedBy(registry)) - before, isAnswered ? expectedCount(watched) : 0);
      // Taken out, so that a fault fails its own run only.
      assert.deepEqual(faults.splice(0), []);
    }),
    { seed, numRuns: RUNS },
  );
  assertBounded(await registry.metrics());
});

/** There are as many series as the limits allow, however many names were sent. */
function assertBounded(metrics: string): void {
  const series = Array.from(samplesOf(metrics).keys());
  const versions = series.filter((name) => name.startsWith('model_predictions_total'));
  const models = new Set(versions.map((name) => /model_name="(.*?)",/.exec(name)?.[1]));
  const { modelVersions, classes, confusionClasses } = DEFAULT_LIMITS;
  /** Latency by route and outcome, reasons, and what else a version has of fixed size. */
  const others = 200;
  const perVersion = classes + 1 + (confusionClasses + 1) ** 2 + others;
  assert.ok(models.size <= DEFAULT_LIMITS.models + 1, `${models.size} models`);
  assert.ok(versions.length <= modelVersions + models.size, `${versions.length} versions`);
  assert.ok(series.length <= versions.length * perVersion, `${series.length} series`);
}
