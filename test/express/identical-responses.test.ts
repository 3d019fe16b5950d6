import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { after, before, test } from 'node:test';
import { Registry } from 'prom-client';
import type { ModelMonitorOptions } from '../../src/index.ts';
import { modelMonitor } from '../../src/index.ts';
import { answersOf } from './compared-apps.ts';
import { EXPRESS_VERSIONS } from './express-versions.ts';

const LOGS: Readonly<Record<string, ModelMonitorOptions['log']>> = {
  off: false,
  combined: { format: 'combined' },
};

for (const expressVersion of EXPRESS_VERSIONS) {
  test(`x ${expressVersion.version}`, async (t) => {
    const bare = await answersOf(t, { expressVersion });
    for (const [k, v] of bare) if (process.env['SHOW'] && k.includes(process.env['SHOW'])) console.log(k, JSON.stringify(v.slice(0, 700)));
    for (const [name, log] of Object.entries(LOGS)) {
      const sink = new PassThrough().resume();
      const monitor = modelMonitor({
        metrics: { registry: new Registry(), defaultMetrics: false },
        log: typeof log === 'object' ? { stream: sink, ...log } : (log ?? false),
      });
      const t0 = performance.now();
      const ours = await answersOf(t, { expressVersion, monitor });
      console.log(name, bare.size, performance.now() - t0);
      for (const [c, expected] of bare) {
        if (ours.get(c) !== expected) console.log('DIFF', c, '\n', expected.slice(0, 1500), '\n----\n', ours.get(c)?.slice(0, 1500));
      }
      await monitor.close();
    }
  });
}
