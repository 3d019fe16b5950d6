import type { TestContext } from 'node:test';
import { Registry } from 'prom-client';
import {
  type EventsOptions,
  type ModelMonitor,
  type ModelMonitorOptions,
  modelMonitor,
} from '../../src/index.ts';

/** A line of the event log, whatever it says. */
export type Logged = Readonly<Record<string, unknown>>;

/** What a monitor that writes its events to a list is made of. */
export interface LoggedMonitorOptions {
  readonly events?: Omit<EventsOptions, 'file' | 'stream'>;
  readonly options?: Omit<ModelMonitorOptions, 'events' | 'metrics' | 'log'>;
}

/** A monitor whose event log is a list; what is read from it is read after the monitor was closed. */
export function loggedMonitor(t: TestContext, { events, options }: LoggedMonitorOptions = {}) {
  const lines: string[] = [];
  const faults: string[] = [];
  const monitor: ModelMonitor = modelMonitor({
    model: 'm',
    version: '1',
    onFault: ({ part, error }) => faults.push(`${part}: ${String(error)}`),
    ...options,
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    events: { ...events, stream: { write: (line) => lines.push(line) } },
  });
  t.after(() => monitor.close());
  const logged = async (): Promise<Logged[]> => {
    await monitor.close();
    return lines.map((line) => JSON.parse(line));
  };
  return { monitor, faults, logged };
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A line without what is different in every run, which has to be in its right form. */
export function steady(line: Logged): Logged {
  const { schema: _schema, id, time, latency_ms, ...rest } = line;
  if (!TIME.test(String(time))) throw new Error(`no time: ${time}`);
  if (typeof latency_ms === 'number' && !(latency_ms >= 0 && latency_ms < 60_000))
    throw new Error(`no latency: ${latency_ms}`);
  return { id: String(id).replace(UUID, 'UUID'), ...rest };
}
