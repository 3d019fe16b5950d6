import * as promClient from 'prom-client';
import { Faults } from '../../src/domain/faults.ts';
import {
  type HistogramName,
  METRICS,
  type MetricDefinition,
  type MetricName,
} from '../../src/prometheus/catalogue.ts';
import { type Families, type JoinFamiliesOptions, joinFamilies } from '../../src/prometheus/families.ts';
import type { MetricsRegistry } from '../../src/prometheus/metrics-client.ts';

const definitions: readonly MetricDefinition[] = METRICS;

/** The catalogue's entries of these names. */
export function definitionsOf(...names: readonly MetricName[]): MetricDefinition[] {
  return definitions.filter(({ name }) => names.includes(name));
}

/** Joins metrics of the catalogue as one monitor does; a fault nobody asked for is an error. */
export function joinMonitor(
  registry: MetricsRegistry,
  names: readonly MetricName[],
  options: Partial<JoinFamiliesOptions> = {},
): Families {
  const faults = new Faults(({ error }) => console.error(error));
  return joinFamilies(definitionsOf(...names), {
    registry,
    client: promClient,
    prefix: '',
    faults,
    ...options,
  });
}

/** The sample lines of a page, without comments and blank lines. */
export function samplesIn(page: string): string[] {
  return page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** Gives every metric of the catalogue a row, so that a page shows all there is. */
export function addRowToEach(families: Families): void {
  for (const { name, type, labels: labelNames, buckets = [] } of definitions) {
    const labels = labelNames.map((label) => `some ${label}`);
    const counts = Array.from({ length: buckets.length + 1 }, (_, bucket) => bucket);
    if (type === 'histogram') families.addSource(name as HistogramName, () => [{ labels, counts, sum: 7.5 }]);
    else families.addSource(name as Exclude<MetricName, HistogramName>, () => [{ labels, value: 2 }]);
  }
}
