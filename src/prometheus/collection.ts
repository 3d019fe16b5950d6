import type { Faults } from '../domain/faults.ts';
import type { Labels, MetricReading, MetricsRegistry } from './metrics-client.ts';

/** Half of what Prometheus gives a scrape by default, so that the rest still arrives in time. */
const COLLECT_TIMEOUT_MS = 5_000;

/** All metrics of a registry with their values at one moment. */
export interface Collection {
  /** Names as in the text format: those of counters still end in `_total`. */
  readonly metrics: readonly MetricReading[];
  /** Labels the registry adds to every sample that does not have them. */
  readonly defaultLabels: Labels;
}

/** A metric object of any prom-client, ours or the user's. */
interface ReadableMetric {
  readonly name: string;
  get(): Promise<MetricReading>;
  /** Where it exists, gives the same values with shared labels, which are cheaper to write. */
  getForPromString?(): Promise<MetricReading>;
}

/**
 * Reads every metric of a registry, the user's own included. A metric that throws or takes longer than
 * five seconds is left out and reported; the others are not held up by it.
 */
export async function collectMetrics(registry: MetricsRegistry, faults: Faults): Promise<Collection> {
  const metrics = registry.getMetricsAsArray() as readonly ReadableMetric[];
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, COLLECT_TIMEOUT_MS, undefined);
  });
  try {
    const readings = await Promise.all(metrics.map((metric) => readMetric(metric, deadline, faults)));
    const isOpenMetrics = registry.contentType.startsWith('application/openmetrics-text');
    return {
      metrics: readings
        .filter((reading) => reading !== undefined)
        .map((reading) => (isOpenMetrics ? withTotal(reading) : reading)),
      defaultLabels: (registry as { _defaultLabels?: Labels })._defaultLabels ?? {},
    };
  } finally {
    clearTimeout(timer);
  }
}

async function readMetric(
  metric: ReadableMetric,
  deadline: Promise<undefined>,
  faults: Faults,
): Promise<MetricReading | undefined> {
  try {
    const pending = metric.getForPromString === undefined ? metric.get() : metric.getForPromString();
    const reading = await Promise.race([pending, deadline]);
    if (reading === undefined) throw new Error(`no answer within ${COLLECT_TIMEOUT_MS / 1000} s`);
    return reading;
  } catch (cause) {
    faults.report(
      'metrics',
      new Error(`Metric ${metric.name} left out of a scrape: ${String(cause)}`, { cause }),
    );
    return undefined;
  }
}

/**
 * prom-client takes `_total` off the names of an OpenMetrics registry's counters, for good, when it writes
 * them itself. Here such a counter has the same name before and after that.
 */
function withTotal(reading: MetricReading): MetricReading {
  if (reading.type !== 'counter' || reading.name.endsWith('_total')) return reading;
  return { ...reading, name: `${reading.name}_total` };
}
