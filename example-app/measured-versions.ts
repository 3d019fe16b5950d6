import type { CountsByVersion } from './version-counts.ts';

/** What the monitor has measured of each model version, read from `/metrics` as Prometheus would. */
export async function readVersions(url: string): Promise<CountsByVersion> {
  const response = await fetch(`${url}/metrics`);
  const metrics = await response.text();
  const requests = samples(metrics, 'prediction_latency_seconds_count', 'outcome="ok"');
  const rows = samples(metrics, 'model_accuracy_count');
  const right = samples(metrics, 'model_accuracy_sum');
  const countsOf = (version: string) => ({
    requests: requests.get(version) ?? 0,
    rows: rows.get(version) ?? 0,
    right: right.get(version) ?? 0,
  });
  return new Map(Array.from(rows.keys(), (version) => [version, countsOf(version)]));
}

/** A sample per version, added up over its other labels; only those that have the wanted label. */
function samples(metrics: string, name: string, label = ''): Map<string, number> {
  const sums = new Map<string, number>();
  const lines = new RegExp(`^${name}{(?=.*${label}).*model_version="([^"]*)".*} (\\S+)$`, 'gm');
  for (const [, version = '', value] of metrics.matchAll(lines)) {
    sums.set(version, (sums.get(version) ?? 0) + Number(value));
  }
  return sums;
}
