import type { MetricDefinition } from './catalogue.ts';
import type { MetricReading } from './metrics-client.ts';
import {
  type Aggregator,
  combineRows,
  copyRow,
  isFiniteRow,
  keyOf,
  type Row,
  samplesOf,
  withOwnLabels,
} from './row.ts';

/** Where a monitor's rows of one metric come from; read at every scrape, each row a fresh object. */
export interface Source {
  readonly read: () => Iterable<Row> | Promise<Iterable<Row>>;
  readonly onError: (error: unknown) => void;
}

/**
 * What two copies of this package in one process share: a change here needs a new number in the symbol.
 */
export interface SharedFamily {
  /** Type, labels and buckets in words; families with equal shapes can be joined. */
  readonly shape: string;
  /** @returns the source's retirement: call it once the monitor is closed. */
  addSource(source: Source): () => void;
}

const FAMILY = Symbol.for('express-model-monitor.family@1');

/** The family behind a metric object, or `undefined` when there is none of ours. */
export function familyOf(metric: object | undefined): SharedFamily | undefined {
  return (metric as { [FAMILY]?: SharedFamily } | undefined)?.[FAMILY];
}

/** Type, labels and buckets of a metric, as an error message shows them. */
export function describeShape({ type, labels, buckets }: MetricDefinition): string {
  const shape = `${type}{${labels.join(', ')}}`;
  return buckets === undefined ? shape : `${shape} with buckets ${buckets.join(', ')}`;
}

/**
 * One metric, as the sum of what its sources say. The sources are the monitors that share a registry.
 * Counters and histograms outlive their source: a total that fell would read as a counter reset.
 */
export class Family implements SharedFamily {
  readonly shape: string;
  readonly #definition: MetricDefinition;
  readonly #aggregator: Aggregator;
  readonly #sources = new Set<Source>();
  #retired: ReadonlyMap<string, Row> = new Map();

  constructor(definition: MetricDefinition) {
    this.shape = describeShape(definition);
    this.#definition = definition;
    this.#aggregator = definition.aggregator ?? 'sum';
  }

  addSource(source: Source): () => void {
    this.#sources.add(source);
    return () => this.#retire(source);
  }

  /** Makes a metric object of prom-client report this family instead of its own values. */
  takeOver(metric: { name: string }): void {
    const getForPromString = (): Promise<MetricReading> => this.#reading(metric.name);
    const get = async (): Promise<MetricReading> => {
      const reading = await this.#reading(metric.name);
      return { ...reading, values: reading.values?.map(withOwnLabels) ?? [] };
    };
    const shared = this.#definition.type === 'histogram' ? { getForPromString } : {};
    Object.assign(metric, { get, ...shared, [FAMILY]: this });
  }

  async #reading(name: string): Promise<MetricReading> {
    const { help, type, labels, buckets = [] } = this.#definition;
    const values = (await this.#rows()).flatMap((row) =>
      samplesOf(row, { name, labelNames: labels, buckets }),
    );
    return { name, help, type, values, aggregator: this.#aggregator };
  }

  /** No rows at all when a source fails: a gap is harmless, a sum that lacks a part is a wrong number. */
  async #rows(): Promise<Row[]> {
    const rows = new Map(this.#retired);
    for (const source of this.#sources) {
      try {
        const read = source.read();
        // Totals are read in one go: a monitor that closes meanwhile must be in them exactly once.
        this.#addRows(rows, read instanceof Promise ? await read : read);
      } catch (error) {
        source.onError(error);
        return [];
      }
    }
    return [...rows.values()].filter(isFiniteRow);
  }

  #addRows(rows: Map<string, Row>, added: Iterable<Row>): void {
    for (const row of added) {
      const key = keyOf(row);
      const known = rows.get(key);
      rows.set(key, known === undefined ? row : combineRows(known, row, this.#aggregator));
    }
  }

  #retire(source: Source): void {
    if (!this.#sources.delete(source) || this.#definition.type === 'gauge') return;
    const rows = new Map(this.#retired);
    try {
      const last = source.read();
      if (last instanceof Promise) return;
      this.#addRows(rows, last);
      this.#retired = new Map([...rows].map(([key, row]) => [key, copyRow(row)]));
    } catch (error) {
      source.onError(error);
    }
  }
}
