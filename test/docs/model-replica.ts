import type { TestContext } from 'node:test';
import express from 'express';
import { Registry } from 'prom-client';
import { memoryStore, modelMonitor, type PendingEntry, type PendingStore } from '../../src/index.ts';
import { oracleStream, type StreamName, type StreamRow } from '../oracles/streams.ts';
import { listen } from '../support/http-exchange.ts';

/** What a client asks a replica: the rows of a stream, by number, or a failure. */
export interface PredictBody {
  readonly instances: readonly { readonly row: number }[];
  readonly fails?: true;
}

/** How late the labels of every five rows come, in seconds. */
export const DELAY_SECONDS: readonly number[] = [5, 5, 30, 30, 300];

/** Serves the models of all streams, with a monitor of its own, until the test ends; the base URL. */
export async function startReplica(t: TestContext): Promise<string> {
  const app = express();
  const monitor = modelMonitor({
    log: false,
    metrics: { registry: new Registry(), defaultMetrics: false },
    feedback: { store: agedStore() },
  });
  t.after(() => monitor.close());
  app.use(express.json({ limit: '1mb' }), monitor);
  app.post('/predictions/:model/:version', (req, res) => {
    const { instances, fails }: PredictBody = req.body;
    if (fails) res.status(500).json({ error: 'the model is out' });
    else res.json({ predictions: answersOf(req.params.model as StreamName, instances) });
  });
  return listen(t, app);
}

function answersOf(model: StreamName, instances: PredictBody['instances']): readonly object[] {
  const { classes, rows } = oracleStreams(model);
  return instances.map(({ row }) => {
    const { output, scores } = rows[row] as StreamRow;
    if (classes === undefined || scores === undefined) return { output };
    return { output, scores: Object.fromEntries(classes.map((name, index) => [name, scores[index]])) };
  });
}

const streams = new Map<StreamName, ReturnType<typeof oracleStream>>();

/** Every stream is read once. */
export function oracleStreams(name: StreamName): ReturnType<typeof oracleStream> {
  const stream = streams.get(name) ?? oracleStream(name);
  streams.set(name, stream);
  return stream;
}

/** A store that holds predictions to be older than they are, so that their labels come late. */
function agedStore(): PendingStore {
  const store = memoryStore();
  return {
    put: (entries) => store.put(entries.map(aged)),
    take: (ids) => store.take(ids),
    size: () => store.size(),
    close: () => store.close(),
  };
}

/** An id ends in the number of the row in its batch. */
function aged(entry: PendingEntry): PendingEntry {
  const row = Number(entry.id.slice(entry.id.lastIndexOf('#') + 1));
  const seconds = DELAY_SECONDS[row % DELAY_SECONDS.length] ?? Number.NaN;
  return { ...entry, time: entry.time - seconds * 1000 };
}
