import type * as promClient from 'prom-client';

type Client = Pick<typeof promClient, 'Counter' | 'Gauge' | 'Histogram' | 'Registry' | 'Summary'>;

/** A registry with a metric of every type as an application makes them, with label values of every kind. */
export function createUserRegistry(client: Client): promClient.Registry {
  const registry = new client.Registry();
  const registers = [registry];
  const jobs = new client.Counter({
    name: 'app_jobs_total',
    help: 'Jobs by "kind",\nas in C:\\jobs.',
    labelNames: ['kind'],
    registers,
  });
  for (const kind of ['say "hi"', 'C:\\new', 'two\nlines', 'größe 中文 🙂', '', '{a="b",c="d"} 1'])
    jobs.inc({ kind });
  new client.Counter({ name: 'app_starts', help: 'Starts.', registers }).inc(0.5);
  new client.Gauge({ name: 'app_idle', help: 'Nothing yet.', labelNames: ['pool'], registers });
  const temperature = new client.Gauge({
    name: 'app_temperature_celsius',
    help: 'Temperature.',
    labelNames: ['rack', 'region'],
    registers,
  });
  temperature.set({ rack: 7, region: 'own' }, -1.5e-7);
  temperature.set({ rack: 8 }, Number.NEGATIVE_INFINITY);
  temperature.set({ rack: 9 }, 1e21);
  const duration = new client.Histogram({
    name: 'app_duration_seconds',
    help: 'Durations.',
    labelNames: ['path'],
    buckets: [0.1, 1],
    registers,
  });
  for (const seconds of [0.05, 0.5, 5]) duration.observe({ path: '/a "b"' }, seconds);
  new client.Histogram({ name: 'app_size_bytes', help: 'Sizes.', buckets: [10], registers }).observe(3);
  new client.Summary({
    name: 'app_wait_seconds',
    help: 'Waits.',
    percentiles: [0.5, 0.99],
    registers,
  }).observe(2);
  return registry;
}
