import { type MergedMetric, mergeMetrics } from './cluster-merge.ts';
import { type ClusterMetric, isTotal } from './cluster-metric.ts';

/** How long the gauges of a worker that does not answer are shown: two of Prometheus's default intervals. */
const GAUGE_MEMORY_MS = 120_000;

/**
 * Series that dead workers leave behind, per metric. Only labels that differ from worker to worker, such
 * as a process id, let them grow; the ones that have been dead longest go first.
 */
const MAXIMUM_RETIRED_SERIES = 10_000;

interface Report {
  readonly metrics: readonly ClusterMetric[];
  readonly heardAtMs: number;
}

/**
 * What the primary has heard: the last report of each worker, and the totals of those that have died as
 * one report.
 */
export class ClusterMemory {
  readonly #now: () => number;
  readonly #reports = new Map<number, Report>();
  #retired: readonly MergedMetric[] = [];

  /** @param now - a clock in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Takes a worker's newest report; a total that is missing from it keeps its last value. */
  hear(worker: number, metrics: readonly ClusterMetric[]): void {
    const told = new Set(metrics.filter(({ series }) => series.length > 0).map(({ name }) => name));
    const last = this.#reports.get(worker)?.metrics ?? [];
    const kept = last.filter((metric) => isTotal(metric) && !told.has(metric.name));
    const names = new Set(kept.map(({ name }) => name));
    const fresh = metrics.filter(({ name }) => !names.has(name));
    this.#reports.set(worker, { metrics: [...fresh, ...kept], heardAtMs: this.#now() });
  }

  /** A worker is gone: its totals go on, its gauges do not. */
  retire(worker: number): void {
    const last = this.#reports.get(worker)?.metrics.filter(isTotal) ?? [];
    this.#reports.delete(worker);
    this.#retired = mergeMetrics([last, this.#retired]).map((metric) => ({
      ...metric,
      series: metric.series.slice(0, MAXIMUM_RETIRED_SERIES),
    }));
  }

  /** All workers as one, living and dead. */
  merged(): ClusterMetric[] {
    const now = this.#now();
    // A higher id was forked later.
    const newestFirst = Array.from(this.#reports).sort(([a], [b]) => b - a);
    const living = newestFirst.map(([, { metrics, heardAtMs }]) =>
      now - heardAtMs <= GAUGE_MEMORY_MS ? metrics : metrics.filter(isTotal),
    );
    return mergeMetrics([...living, this.#retired]);
  }
}
