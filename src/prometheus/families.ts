import type { Faults } from '../domain/faults.ts';
import type { HistogramName, MetricDefinition, MetricName } from './catalogue.ts';
import { describeShape, Family, familyOf, type SharedFamily } from './family.ts';
import type { MetricsClient, MetricsRegistry } from './metrics-client.ts';
import type { HistogramRow, ValueRow } from './row.ts';

export interface JoinFamiliesOptions {
  readonly registry: MetricsRegistry;
  readonly client: MetricsClient;
  /** Stands before every name of ours. */
  readonly prefix: string;
  readonly faults: Faults;
}

/** The shape of the rows of a metric. */
export type RowOf<Name extends MetricName> = Name extends HistogramName ? HistogramRow : ValueRow;

/**
 * Gets or creates the metric of each definition on a registry, all of them or, on a conflict, none.
 *
 * @throws Error that lists every name already taken by something we cannot join, and what to do about it.
 */
export function joinFamilies(
  definitions: readonly MetricDefinition[],
  { registry, client, prefix, faults }: JoinFamiliesOptions,
): Families {
  const conflicts = definitions.flatMap(
    (definition) => findConflict(definition, prefix + definition.name, registry) ?? [],
  );
  if (conflicts.length > 0) throw new Error(conflicts.join('\n'));
  const families = definitions.map((definition): [MetricName, SharedFamily] => {
    const known = familyOf(registry.getSingleMetric(prefix + definition.name));
    return [definition.name, known ?? createFamily(definition, { registry, client, prefix })];
  });
  return new Families(new Map(families), (error) => faults.report('metrics', error));
}

/** One monitor's part in the families of its registry. */
export class Families {
  readonly #families: ReadonlyMap<MetricName, SharedFamily>;
  readonly #onError: (error: unknown) => void;
  readonly #retirements: (() => void)[] = [];

  constructor(families: ReadonlyMap<MetricName, SharedFamily>, onError: (error: unknown) => void) {
    this.#families = families;
    this.#onError = onError;
  }

  /**
   * Adds this monitor's rows to a metric.
   *
   * @param name - without prefix; a metric that was not joined takes no source.
   * @param read - called at every scrape; gives rows with cleaned, bounded labels. Only a gauge's may take time.
   */
  addSource<Name extends MetricName>(
    name: Name,
    read: () => Iterable<RowOf<Name>> | Promise<Iterable<RowOf<Name>>>,
  ): void {
    const retire = this.#families.get(name)?.addSource({ read, onError: this.#onError });
    if (retire !== undefined) this.#retirements.push(retire);
  }

  /** Reads every source once more and lets go of it: totals stay, gauges disappear. */
  retire(): void {
    for (const retire of this.#retirements.splice(0)) retire();
  }
}

/** Why a definition cannot be joined with the metric of its name, or `undefined` when it can. */
function findConflict(
  definition: MetricDefinition,
  name: string,
  registry: MetricsRegistry,
): string | undefined {
  const metric = registry.getSingleMetric(name);
  if (metric === undefined) return undefined;
  const family = familyOf(metric);
  if (family === undefined) {
    const isHttp = definition.name === 'http_request_duration_seconds';
    const leaveOut = isHttp ? ', or metrics.http: false to leave ours out' : '';
    return `The metric ${name} is already registered by other code: remove that, as ours replaces it, or set metrics.prefix to rename ours${leaveOut}`;
  }
  const shape = describeShape(definition);
  if (family.shape === shape) return undefined;
  return (
    `The metric ${name} is already registered by another monitor as ${family.shape}, not as ${shape}: ` +
    'give both the same labels and buckets, or one of them its own metrics.prefix or metrics.registry'
  );
}

function createFamily(
  definition: MetricDefinition,
  { registry, client, prefix }: Omit<JoinFamiliesOptions, 'faults'>,
): Family {
  const classes = { counter: client.Counter, gauge: client.Gauge, histogram: client.Histogram };
  const Metric = classes[definition.type] as new (configuration: object) => { name: string };
  const { buckets } = definition;
  const metric = new Metric({
    name: prefix + definition.name,
    help: definition.help,
    labelNames: [...definition.labels],
    aggregator: definition.aggregator ?? 'sum',
    registers: [registry],
    // A copy, because the client freezes the array it is given.
    ...(buckets === undefined ? {} : { buckets: [...buckets] }),
  });
  const family = new Family(definition);
  family.takeOver(metric);
  return family;
}
