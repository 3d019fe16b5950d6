// A process of its own that writes predictions to an event log: see processes.test.ts.

import { Registry } from 'prom-client';
import { modelMonitor } from '../../src/index.ts';

const [name = '', file = '', count = '', ending = ''] = process.argv.slice(2);
/** So many a turn, so that the processes write at the same time. */
const PER_TURN = 50;
const TURN_MS = 8;

const monitor = modelMonitor({
  model: 'm',
  log: false,
  metrics: { registry: new Registry(), defaultMetrics: false },
  events: { file, features: true, rotate: { maxBytes: 200_000 } },
});

for (let made = 0; made < Number(count); made += PER_TURN) {
  const numbers = Array.from({ length: PER_TURN }, (_, index) => made + index);
  monitor.record(
    numbers.map((number) => ({
      id: `${name}-${number}`,
      output: 'a',
      features: { number, text: 'ü'.repeat(50) },
    })),
  );
  await new Promise((resolve) => setTimeout(resolve, TURN_MS));
}
process.send?.('recorded');
if (ending === 'close') await monitor.close();
process.disconnect();
