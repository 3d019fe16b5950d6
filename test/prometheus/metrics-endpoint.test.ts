import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import * as promClient from 'prom-client';
import { type Collection, collectMetrics } from '../../src/prometheus/collection.ts';
import type { MetricsRegistry } from '../../src/prometheus/metrics-client.ts';
import { createMetricsEndpoint, type MetricsEndpointOptions } from '../../src/prometheus/metrics-endpoint.ts';
import { exchange, type HttpAnswer, listen } from '../support/http-exchange.ts';
import { recordFaults } from '../support/recorded-faults.ts';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';
const OPENMETRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

const PAGE = '# HELP jobs_total Jobs.\n# TYPE jobs_total counter\njobs_total{kind="größe"} 3\n';

function createRegistry(): promClient.Registry {
  const registry = new promClient.Registry();
  const jobs = new promClient.Counter({
    name: 'jobs_total',
    help: 'Jobs.',
    labelNames: ['kind'],
    registers: [registry],
  });
  jobs.inc({ kind: 'größe' }, 3);
  return registry;
}

interface ServeOptions extends Partial<Pick<MetricsEndpointOptions, 'authorize'>> {
  readonly registry?: MetricsRegistry;
}

/** Serves an endpoint on a plain node:http server. */
async function serve(
  t: TestContext,
  { registry = createRegistry(), authorize = () => true }: ServeOptions = {},
): Promise<{ url: string; reports: string[] }> {
  const { faults, reports } = recordFaults();
  const collect = (): Promise<Collection> => collectMetrics(registry, faults);
  const endpoint = createMetricsEndpoint({ collect, faults, authorize });
  const url = await listen(t, (request, response) => endpoint(request, response));
  return { url: `${url}/metrics`, reports };
}

/** Headers that do not change from one answer to the next. */
function fixedHeaders(headers: IncomingMessage['headers']): Record<string, unknown> {
  const { date, connection, 'keep-alive': keepAlive, ...fixed } = headers;
  return fixed;
}

test('GET answers the text format, uncached, and no more headers than needed', async (t) => {
  const { url } = await serve(t);
  const { status, headers, body } = await exchange(url);
  assert.deepEqual(
    { status, headers: fixedHeaders(headers), body: body.toString() },
    {
      status: 200,
      headers: {
        'content-type': TEXT,
        'content-length': String(Buffer.byteLength(PAGE)),
        'cache-control': 'no-store',
        vary: 'Accept, Accept-Encoding',
      },
      body: PAGE,
    },
  );
});

test('HEAD answers the headers of GET and no body', async (t) => {
  const { url } = await serve(t);
  const get = await exchange(url);
  const head = await exchange(url, { method: 'HEAD' });
  assert.deepEqual(
    { status: head.status, headers: fixedHeaders(head.headers), body: head.body.toString() },
    { status: 200, headers: fixedHeaders(get.headers), body: '' },
  );
});

test('OpenMetrics is answered to who asks for it', async (t) => {
  const { url } = await serve(t);
  const accept = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1';
  const { headers, body } = await exchange(url, { headers: { accept } });
  assert.deepEqual(
    { type: headers['content-type'], body: body.toString() },
    {
      type: OPENMETRICS,
      body: '# HELP jobs Jobs.\n# TYPE jobs counter\njobs_total{kind="größe"} 3\n# EOF\n',
    },
  );
});

test('gzip is used when it is accepted', async (t) => {
  const { url } = await serve(t);
  const { headers, body } = await exchange(url, { headers: { 'accept-encoding': 'deflate, gzip' } });
  assert.deepEqual(
    {
      encoding: headers['content-encoding'],
      length: headers['content-length'],
      body: gunzipSync(body).toString(),
    },
    { encoding: 'gzip', length: String(body.length), body: PAGE },
  );
});

test('methods other than GET and HEAD are refused', async (t) => {
  const { url } = await serve(t);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const { status, headers, body } = await exchange(url, { method });
    assert.deepEqual(
      { status, allow: headers.allow, type: headers['content-type'], body: JSON.parse(body.toString()) },
      {
        status: 405,
        allow: 'GET, HEAD',
        type: 'application/json; charset=utf-8',
        body: { error: 'method_not_allowed', message: 'Only GET or HEAD is answered here.' },
      },
    );
  }
});

test('name[] keeps the families asked for, by family or sample name', async (t) => {
  const registry = new promClient.Registry();
  const registers = [registry];
  new promClient.Counter({ name: 'jobs_total', help: 'Jobs.', registers });
  new promClient.Gauge({ name: 'idle', help: 'Idle.', registers });
  new promClient.Histogram({ name: 'wait_seconds', help: 'Waits.', registers });
  new promClient.Summary({ name: 'size_bytes', help: 'Sizes.', registers });
  const { url } = await serve(t, { registry });
  const families = async (query: string): Promise<string[]> => {
    const { body } = await exchange(`${url}?${query}`);
    return [...body.toString().matchAll(/^# TYPE (\S+)/gm)].map(([, name = '']) => name);
  };
  assert.deepEqual(await families(''), ['jobs_total', 'idle', 'wait_seconds', 'size_bytes']);
  assert.deepEqual(await families('name[]=idle&name[]=jobs_total'), ['jobs_total', 'idle']);
  assert.deepEqual(await families('name%5B%5D=wait_seconds_bucket'), ['wait_seconds']);
  assert.deepEqual(await families('name[]=size_bytes_sum&name[]=jobs'), ['jobs_total', 'size_bytes']);
  assert.deepEqual(await families('name[]=idle_sum&name[]=nothing'), []);
  assert.deepEqual(await families('name=idle'), ['jobs_total', 'idle', 'wait_seconds', 'size_bytes']);
});

test('scrapes that come while one is collected share it, the next one collects again', async (t) => {
  const steps = new EventEmitter();
  const gate = once(steps, 'open');
  const registry = new promClient.Registry();
  let collections = 0;
  new promClient.Gauge({
    name: 'slow',
    help: 'Slow.',
    registers: [registry],
    async collect() {
      collections += 1;
      await gate;
      this.set(collections);
    },
  });
  const authorize = (): boolean => {
    steps.emit('arrived');
    return true;
  };
  const { url } = await serve(t, { registry, authorize });
  const answers: Promise<HttpAnswer>[] = [];
  for (const accept of ['text/plain', 'application/openmetrics-text']) {
    const arrived = once(steps, 'arrived');
    answers.push(exchange(url, { headers: { accept } }));
    await arrived;
    // The turn in which the endpoint, once authorized, begins or joins a collection.
    await nextTurn();
  }
  steps.emit('open');
  answers.push(Promise.all(answers).then(() => exchange(url)));
  const pages = (await Promise.all(answers)).map(({ body }) => body.toString());
  assert.deepEqual(
    pages.map((page) => /^slow \d+$/m.exec(page)?.[0]),
    ['slow 1', 'slow 1', 'slow 2'],
  );
});

test('authorize lets in on true only, and an error of its own is a refusal and a fault', async (t) => {
  const seen: (string | undefined)[] = [];
  const { url, reports } = await serve(t, {
    authorize: async (request) => {
      seen.push(request.headers.authorization);
      if (request.headers.authorization === 'broken') throw new Error('no directory');
      return (request.headers.authorization === 'yes' ? true : request.headers.authorization) as boolean;
    },
  });
  const statuses: (number | undefined)[] = [];
  for (const authorization of ['yes', 'no', 'broken']) {
    statuses.push((await exchange(url, { headers: { authorization } })).status);
  }
  const { body } = await exchange(url);
  assert.deepEqual(
    { seen, statuses, body: JSON.parse(body.toString()), reports },
    {
      seen: ['yes', 'no', 'broken', undefined],
      statuses: [200, 401, 401],
      body: { error: 'unauthorized', message: 'This request is not allowed here.' },
      reports: ['authorize: no directory'],
    },
  );
});

test('a registry that cannot be read is a 500 and a fault, not a crash', async (t) => {
  const registry = {
    contentType: TEXT,
    getMetricsAsArray(): object[] {
      throw new Error('no registry');
    },
    getSingleMetric: () => undefined,
    metrics: async () => '',
  };
  const { url, reports } = await serve(t, { registry });
  const { status, body } = await exchange(url);
  assert.deepEqual(
    { status, body: JSON.parse(body.toString()), reports },
    {
      status: 500,
      body: { error: 'internal', message: 'The monitor could not answer this.' },
      reports: ['metrics: no registry'],
    },
  );
});

test('an answer that the application gave meanwhile stands', async (t) => {
  const { faults, reports } = recordFaults();
  const collect = (): Promise<Collection> => collectMetrics(createRegistry(), faults);
  const endpoint = createMetricsEndpoint({ collect, faults, authorize: () => true });
  const url = await listen(t, (request, response) => {
    endpoint(request, response);
    response.writeHead(503).end('too slow');
  });
  const { status, body } = await exchange(url);
  assert.deepEqual(
    { status, body: body.toString(), reports },
    { status: 503, body: 'too slow', reports: [] },
  );
});
