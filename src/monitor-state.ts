import { Drops } from './domain/drops.ts';
import { refuseAsync } from './domain/faults.ts';
import { HttpTraffic } from './domain/http-traffic.ts';
import type { AccuracyFunction } from './domain/model-state.ts';
import { Models } from './domain/models.ts';
import { Routes } from './domain/routes.ts';
import type { Configuration } from './options/parse-options.ts';
import { METRICS } from './prometheus/catalogue.ts';

/** What is observed, and nothing that reads it: every number anyone shows comes from here. */
export interface MonitorState {
  readonly models: Models;
  readonly routes: Routes;
  readonly http: HttpTraffic | undefined;
  readonly drops: Drops;
}

const [LATENCY, ACCURACY] = METRICS;

export function createState(configuration: Configuration): MonitorState {
  const { model, version, limits, metrics, task, classes } = configuration;
  const drops = new Drops();
  const latencyBuckets = Float64Array.from(metrics?.buckets ?? LATENCY.buckets);
  const models = new Models({
    task,
    classes,
    accuracy: guardedAccuracy(configuration),
    accuracyBuckets: Float64Array.from(ACCURACY.buckets),
    latencyBuckets,
    limits,
    drops,
  });
  // A model version that is known already has its series at 0 before the first request.
  if (typeof model === 'string' && typeof version === 'string') models.state(model, version);
  return {
    models,
    routes: new Routes(limits.routes, (part) => drops.count(part)),
    http: metrics?.countsHttp === true ? new HttpTraffic(latencyBuckets) : undefined,
    drops,
  };
}

/** The user's accuracy function, kept from throwing and from answering anything but 0..1. */
function guardedAccuracy({ accuracy, faults }: Configuration): AccuracyFunction | undefined {
  if (accuracy === undefined) return undefined;
  return (output, truth, prediction) =>
    faults.guard('accuracy', undefined, () => {
      const value = refuseAsync(accuracy(output, truth, prediction));
      if (value === undefined || (value >= 0 && value <= 1)) return value;
      throw new RangeError(`accuracy(output, truth) has to answer a number in 0..1, not ${String(value)}`);
    });
}
