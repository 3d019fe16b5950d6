import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as promClient from 'prom-client';
import { METRICS } from '../../src/prometheus/catalogue.ts';
import { collectMetrics } from '../../src/prometheus/collection.ts';
import { addDefaultMetrics } from '../../src/prometheus/default-metrics.ts';
import { type ExpositionFormat, writeExposition } from '../../src/prometheus/exposition.ts';
import type { MetricsRegistry } from '../../src/prometheus/metrics-client.ts';
import { OPENMETRICS_FORMAT } from '../../src/prometheus/openmetrics-format.ts';
import { TEXT_FORMAT } from '../../src/prometheus/text-format.ts';
import { addRowToEach, joinMonitor } from '../support/joined-families.ts';
import { OPENMETRICS_PARSER, type ParsedSample, parsePage, TEXT_PARSER } from '../support/parsed-page.ts';
import { runProgram, skipWithout, skipWithoutPython } from '../support/programs.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { createUserRegistry } from '../support/user-registry.ts';

const withoutParser = skipWithoutPython('prometheus_client', 'python3-prometheus-client');
const withoutPromtool = skipWithout('promtool', 'prometheus');
const { faults } = recordFaults();

/** The samples of a registry as its own JSON has them; `app_starts` is called as both parsers call a counter. */
async function samplesOf(registry: promClient.Registry): Promise<ParsedSample[]> {
  const metrics = await registry.getMetricsAsJSON();
  return metrics.flatMap((metric) =>
    metric.values.map((sample): ParsedSample => {
      const { metricName = metric.name } = sample as { metricName?: string };
      const name = metricName === 'app_starts' ? 'app_starts_total' : metricName;
      const labels = Object.entries(sample.labels).map(([label, value]) => [label, String(value)]);
      return [name, Object.fromEntries(labels), sample.value];
    }),
  );
}

async function writePage(registry: MetricsRegistry, format: ExpositionFormat): Promise<string> {
  return writeExposition(await collectMetrics(registry, faults), format, faults);
}

function joinAll(registry: promClient.Registry): void {
  addRowToEach(
    joinMonitor(
      registry,
      METRICS.map(({ name }) => name),
    ),
  );
}

test('a parser of the text format finds what the registry holds', { skip: withoutParser }, async () => {
  const registry = createUserRegistry(promClient);
  registry.setDefaultLabels({ region: 'eu' });
  joinAll(registry);
  const parsed = await parsePage(TEXT_PARSER, await writePage(registry, TEXT_FORMAT));
  assert.deepEqual(parsed, await samplesOf(registry));
});

test('a strict OpenMetrics parser finds what the registry holds', { skip: withoutParser }, async () => {
  const registry = createUserRegistry(promClient);
  registry.setDefaultLabels({ region: 'eu' });
  joinAll(registry);
  const parsed = await parsePage(OPENMETRICS_PARSER, await writePage(registry, OPENMETRICS_FORMAT));
  assert.deepEqual(parsed, await samplesOf(registry));
});

test('a strict OpenMetrics parser finds the exemplars', { skip: withoutParser }, async () => {
  const registry = new promClient.Registry<promClient.OpenMetricsContentType>();
  registry.setContentType(promClient.openMetricsContentType);
  const common = { help: 'Some.', registers: [registry], enableExemplars: true };
  new promClient.Counter({ name: 'jobs_total', ...common }).inc({
    value: 2,
    exemplarLabels: { id: 'a "b"\\' },
  });
  new promClient.Histogram({ name: 'wait', buckets: [1], ...common }).observe({
    value: 3,
    exemplarLabels: { id: 'c' },
  });
  assert.deepEqual(await parsePage(OPENMETRICS_PARSER, await writePage(registry, OPENMETRICS_FORMAT)), [
    ['jobs_total', {}, 2, [{ id: 'a "b"\\' }, 2]],
    ['wait_bucket', { le: '1' }, 0],
    ['wait_bucket', { le: '+Inf' }, 1, [{ id: 'c' }, 3]],
    ['wait_sum', {}, 3],
    ['wait_count', {}, 1],
  ]);
});

test('both parsers read the page of a process with its default metrics', {
  skip: withoutParser,
}, async () => {
  const registry = new promClient.Registry();
  addDefaultMetrics(registry, promClient, faults);
  joinAll(registry);
  const collection = await collectMetrics(registry, faults);
  const namesIn = async (parser: string, format: ExpositionFormat): Promise<string[]> =>
    (await parsePage(parser, writeExposition(collection, format, faults))).map(([name]) => name);
  const inText = await namesIn(TEXT_PARSER, TEXT_FORMAT);
  assert.deepEqual(await namesIn(OPENMETRICS_PARSER, OPENMETRICS_FORMAT), inText);
  assert.ok(inText.includes('process_cpu_user_seconds_total') && inText.includes('model_info'));
});

test("promtool finds fault with prom-client's own names only", { skip: withoutPromtool }, async () => {
  const registry = new promClient.Registry();
  addDefaultMetrics(registry, promClient, faults);
  joinAll(registry);
  const page = await writePage(registry, TEXT_FORMAT);
  const { stdout, stderr } = await runProgram('promtool', ['check', 'metrics'], page);
  const findings = `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('nodejs_'));
  assert.deepEqual(findings, []);
});
