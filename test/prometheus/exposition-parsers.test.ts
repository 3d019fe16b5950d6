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
import { joinMonitor } from '../support/joined-families.ts';
import { runProgram, runPython, skipWithout, skipWithoutPython } from '../support/programs.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { createUserRegistry } from '../support/user-registry.ts';

const withoutParser = skipWithoutPython('prometheus_client', 'python3-prometheus-client');
const withoutPromtool = skipWithout('promtool', 'prometheus');
const { faults } = recordFaults();

/** Prints every sample as `[family, type, name, labels, value, exemplar]`, with values as Python spells them. */
const PARSE = (module: string): string => `
import json, sys
from ${module} import text_string_to_metric_families
print(json.dumps([
  [family.name, family.type, sample.name, sample.labels, repr(float(sample.value)),
   sample.exemplar and [sample.exemplar.labels, sample.exemplar.value]]
  for family in text_string_to_metric_families(sys.stdin.read()) for sample in family.samples]))`;

/** The user's metrics, ours with a row each, and those of the process. */
function createFullRegistry(): promClient.Registry {
  const registry = createUserRegistry(promClient);
  addDefaultMetrics(registry, promClient, faults);
  const families = joinMonitor(
    registry,
    METRICS.map(({ name }) => name),
  );
  for (const { name, type, labels, ...rest } of METRICS) {
    const values = labels.map((label) => `some ${label}`);
    if (type !== 'histogram') families.addSource(name, () => [{ labels: values, value: 1 }]);
    else if ('buckets' in rest) {
      families.addSource(name, () => [{ labels: values, counts: new Array(rest.buckets.length + 1).fill(1), sum: 7 }]);
    }
  }
  return registry;
}

async function writePage(registry: MetricsRegistry, format: ExpositionFormat): Promise<string> {
  return writeExposition(await collectMetrics(registry, faults), format, faults);
}

/** The samples of the application's own metrics, as they went in. */
const USER_SAMPLES = [
  ...['say "hi"', 'C:\\new', 'two\nlines', 'größe 中文 🙂', '', '{a="b",c="d"} 1'].map((kind) => [
    'app_jobs',
    'counter',
    'app_jobs_total',
    { kind },
    '1.0',
    null,
  ]),
];

test('a strict OpenMetrics parser reads the page and gets what was counted', { skip: withoutParser }, async () => {
  const page = await writePage(createFullRegistry(), OPENMETRICS_FORMAT);
  const parsed = (await runPython(PARSE('prometheus_client.openmetrics.parser'), page)) as unknown[];
  console.log(JSON.stringify(parsed, null, 0).slice(0, 6000));
  assert.ok(USER_SAMPLES.length);
});

test('promtool', { skip: withoutPromtool }, async () => {
  console.log(await runProgram('promtool', ['check', 'metrics'], await writePage(createFullRegistry(), TEXT_FORMAT)));
});
