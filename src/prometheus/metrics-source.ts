import cluster from 'node:cluster';
import type { Faults } from '../domain/faults.ts';
import { isSourceNumber } from './cluster-message.ts';
import { packCollection, unpackMetric } from './cluster-packing.ts';
import { ClusterWorker, type PrimaryChannel } from './cluster-worker.ts';
import { type Collection, collectMetrics } from './collection.ts';
import type { MetricsRegistry } from './metrics-client.ts';

/** Where `/metrics` takes its page from. */
export interface MetricsSource {
  collect(): Promise<Collection>;
  /** Hands over what a cluster must not lose; no more is collected after that. */
  close(): Promise<void>;
}

/** What a registry holds; in a worker of `node:cluster`, what it holds in all workers together. */
export function metricsSource(registry: MetricsRegistry, faults: Faults): MetricsSource {
  const collectOwn = (): Promise<Collection> => collectMetrics(registry, faults);
  if (cluster.isWorker && process.send !== undefined) {
    const source = takeNumber();
    if (isSourceNumber(source)) return clusterSource(source, collectOwn, faults);
  }
  return { collect: collectOwn, close: async () => undefined };
}

function clusterSource(source: number, collectOwn: () => Promise<Collection>, faults: Faults): MetricsSource {
  const worker = new ClusterWorker({
    source,
    channel: PROCESS_CHANNEL,
    collect: async () => packCollection(await collectOwn()),
  });
  return {
    async collect() {
      if (!(await worker.hasPrimary())) {
        warnAboutOnePage();
        return collectOwn();
      }
      const metrics = (await worker.askPrimary()).map((metric) =>
        faults.guard('metrics', undefined, () => unpackMetric(metric)),
      );
      return { metrics: metrics.filter((metric) => metric !== undefined), defaultLabels: {} };
    },
    async close() {
      numbersInUse().delete(source);
      await worker.leave().catch((error: unknown) => faults.report('metrics', error));
    },
  };
}

const PROCESS_CHANNEL: PrimaryChannel = {
  send: (message) =>
    new Promise((resolve) => {
      // With a callback, a primary that has gone is an answer; without, it would be an uncaught error.
      if (process.send === undefined) resolve(false);
      else process.send(message, undefined, {}, (error) => resolve(error === null));
    }),
  listen(receive) {
    process.on('message', receive);
    return () => process.off('message', receive);
  },
};

/** Two copies of this package in one process number their sources together. */
const NUMBERS = Symbol.for('express-model-monitor.cluster-sources@1');

function numbersInUse(): Set<number> {
  const holder = globalThis as { [NUMBERS]?: Set<number> };
  holder[NUMBERS] ??= new Set();
  return holder[NUMBERS];
}

/** The lowest number that is free: a monitor made anew in one worker still meets its like in the others. */
function takeNumber(): number {
  const used = numbersInUse();
  let number = 0;
  while (used.has(number)) number += 1;
  used.add(number);
  return number;
}

let hasWarned = false;

function warnAboutOnePage(): void {
  if (hasWarned) return;
  hasWarned = true;
  process.emitWarning(
    'The metrics of this cluster worker are those of this worker only: ' +
      'call clusterMetrics() in the primary process (docs/cluster.md)',
    { code: 'EXPRESS_MODEL_MONITOR_CLUSTER' },
  );
}
