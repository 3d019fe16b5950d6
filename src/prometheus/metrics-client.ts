/**
 * What we need of a prom-client registry. A structural type, because prom-client 15 and its successor
 * @prometheus-io/client have different classes, and one process can hold several copies of either.
 */
export interface MetricsRegistry {
  readonly contentType: string;
  getMetricsAsArray(): readonly object[];
  getSingleMetric(name: string): object | undefined;
  /** The whole page, in the format of `contentType`. */
  metrics(): Promise<string>;
}

/** What we need of the module itself. `never` lets every constructor fit, whatever its own configuration type. */
export interface MetricsClient {
  readonly register: MetricsRegistry;
  readonly Counter: new (configuration: never) => object;
  readonly Gauge: new (configuration: never) => object;
  readonly Histogram: new (configuration: never) => object;
  readonly collectDefaultMetrics: (configuration: never) => void;
}

/** Label values by name, as metric objects give them; mostly strings, but a user's may be anything. */
export type Labels = Readonly<Record<string, unknown>>;

/** One line of an exposition, as `get()` of a metric object gives it. */
export interface Sample {
  readonly value: number;
  readonly labels?: Labels;
  /** Labels that a series of samples has in common: the same object in each of them. */
  readonly sharedLabels?: Labels;
  /** The name when it is not the metric's own, as with `_bucket`. */
  readonly metricName?: string | undefined;
  readonly exemplar?: Exemplar | null | undefined;
}

/** A single observation that stands for those counted in a sample. */
export interface Exemplar {
  readonly labelSet: Labels;
  readonly value: number;
  /** Seconds since 1970. */
  readonly timestamp?: number;
}

/** A metric as its `get()` gives it. */
export interface MetricReading {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly aggregator?: string;
  readonly values?: readonly Sample[];
}
