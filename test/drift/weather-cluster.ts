// A cluster of three workers, whose ports it tells.

import cluster, { type Worker } from 'node:cluster';
import { on } from 'node:events';
import { join } from 'node:path';
import { clusterMetrics } from '../../src/index.ts';

cluster.setupPrimary({
  exec: join(import.meta.dirname, 'weather-process.ts'),
  execArgv: ['--import', 'tsx'],
});
clusterMetrics();
const ports = await Promise.all([cluster.fork(), cluster.fork(), cluster.fork()].map(portOf));
process.send?.({ ports });

/** Our own messages to and fro come past here as well. */
async function portOf(worker: Worker): Promise<number> {
  for await (const [message] of on(worker, 'message')) {
    if (typeof message.port === 'number') return message.port;
  }
  throw new Error('The worker has ended');
}
