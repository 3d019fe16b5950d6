import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import express from 'express';
import { Registry } from 'prom-client';
import { modelMonitor } from '../../src/index.ts';
import { listen } from '../support/http-exchange.ts';
import { OPENMETRICS_PARSER, parsePage } from '../support/parsed-page.ts';
import { skipWithout, skipWithoutPython } from '../support/programs.ts';
import { startPrometheus } from '../support/prometheus-server.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRACE_PARENT = `00-${TRACE}-b7ad6b7169203331-01`;
const LONGEST_ID = 'p'.repeat(128);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A model server with one bucket up to an hour, so that every request falls into it. */
async function serve(t: TestContext): Promise<string> {
  const app = express();
  const registry = new Registry();
  const monitor = modelMonitor({ metrics: { registry, defaultMetrics: false, buckets: [3600] }, log: false });
  app.use(monitor);
  app.post('/predict', (_req, res) => void res.json({ output: 'a' }));
  t.after(() => monitor.close());
  return listen(t, app);
}

async function predict(url: string, headers: Record<string, string> = {}): Promise<void> {
  const answer = await fetch(`${url}/predict`, { method: 'POST', headers });
  assert.deepEqual(await answer.json(), { output: 'a' });
}

async function scrape(url: string, accept: string): Promise<string> {
  return (await fetch(`${url}/metrics`, { headers: { accept } })).text();
}

interface ParsedExemplar {
  readonly series: string;
  readonly exemplar: { readonly labels: Record<string, string>; readonly seconds: number };
}

/** The exemplars an independent parser finds on an OpenMetrics page. */
async function exemplarsIn(page: string): Promise<ParsedExemplar[]> {
  const samples = await parsePage(OPENMETRICS_PARSER, page);
  return samples.flatMap(([name, { le }, , exemplar]) => {
    if (exemplar === undefined) return [];
    const [labels, seconds] = exemplar as [Record<string, string>, number];
    return { series: `${name} ${le}`, exemplar: { labels, seconds } };
  });
}

const withoutParser = skipWithoutPython('prometheus_client', 'python3-prometheus-client');

test('a latency bucket carries the prediction id and the trace id', { skip: withoutParser }, async (t) => {
  const url = await serve(t);
  await predict(url, { 'x-prediction-id': 'loan-17', traceparent: TRACE_PARENT });
  const found = await exemplarsIn(await scrape(url, 'application/openmetrics-text'));
  const seconds = found[0]?.exemplar.seconds ?? Number.NaN;
  const labels = { trace_id: TRACE, prediction_id: 'loan-17' };
  assert.deepEqual(found, [
    { series: 'prediction_latency_seconds_bucket 3600', exemplar: { labels, seconds } },
  ]);
  assert.ok(seconds > 0 && seconds < 60, `${seconds} s`);
});

test('the labels are the ids that are valid and have room', { skip: withoutParser }, async (t) => {
  const labelsFor = async (headers: Record<string, string>): Promise<unknown> => {
    const url = await serve(t);
    await predict(url, headers);
    const [first] = await exemplarsIn(await scrape(url, 'application/openmetrics-text'));
    return first?.exemplar.labels;
  };
  const made = (await labelsFor({})) as { prediction_id: string };
  assert.deepEqual(
    [
      { ...made, prediction_id: UUID.test(made.prediction_id) },
      await labelsFor({ 'x-prediction-id': 'x', traceparent: '00-1-2-3' }),
      await labelsFor({ 'x-prediction-id': LONGEST_ID, traceparent: TRACE_PARENT }),
      await labelsFor({ 'x-prediction-id': LONGEST_ID }),
    ],
    [{ prediction_id: true }, { prediction_id: 'x' }, { trace_id: TRACE }, undefined],
  );
});

test('the text format shows no exemplar', async (t) => {
  const url = await serve(t);
  await predict(url, { 'x-prediction-id': 'loan-17', traceparent: TRACE_PARENT });
  const page = await scrape(url, 'text/plain');
  assert.match(page, /^prediction_latency_seconds_bucket\{le="3600",.*\} 1$/m);
  assert.ok(!page.includes('loan-17') && !page.includes(TRACE));
});

test('a real Prometheus answers a query with the exemplar', {
  skip: skipWithout('prometheus', 'prometheus'),
}, async (t) => {
  const url = await serve(t);
  const sentAt = Date.now() / 1000;
  await predict(url, { 'x-prediction-id': 'loan-17', traceparent: TRACE_PARENT });
  const prometheus = await startPrometheus(t, url);
  const query = new URLSearchParams({
    query: 'prediction_latency_seconds_bucket',
    start: String(sentAt - 60),
    end: String(sentAt + 60),
  });
  const found = await firstExemplar(`${prometheus}/api/v1/query_exemplars?${query}`);
  assert.deepEqual(found.labels, { trace_id: TRACE, prediction_id: 'loan-17' });
  assert.ok(Math.abs(found.timestamp - sentAt) < 10, `taken at ${found.timestamp}, sent at ${sentAt}`);
});

interface FoundExemplar {
  readonly labels: Record<string, string>;
  readonly value: string;
  readonly timestamp: number;
}

/** Asks until Prometheus is up and has scraped: it begins to scrape about five seconds after its start. */
async function firstExemplar(url: string): Promise<FoundExemplar> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await delay(100)) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status !== 200) continue;
    const { data } = (await answer.json()) as { data: { exemplars: FoundExemplar[] }[] };
    const found = data[0]?.exemplars[0];
    if (found !== undefined) return found;
  }
  throw new Error('Prometheus has shown no exemplar within 30 s');
}
