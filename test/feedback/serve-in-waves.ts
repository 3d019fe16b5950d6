import type { TestContext } from 'node:test';
import type { Label } from '../../src/index.ts';
import { seededRandom } from '../statistics/seeded-random.ts';
import { inParallel } from './in-parallel.ts';
import { labelStream } from './label-stream.ts';
import { Replica } from './replica.ts';
import type { StorePlace } from './serving-processes.ts';
import { shuffled } from './shuffled.ts';
import { callsFor, labelsFor, type PredictCall } from './weather-rows.ts';

/** Requests that each replica is sent at a time. */
const PARALLEL = 8;
const ROWS_EACH = 50;
const LABELS_EACH = 100;

/** How one of the two replicas ends in a wave, and another process takes its place. */
export interface Restart {
  readonly replica: number;
  /** Killed in the middle of its work, or closed when that is done. */
  readonly by: 'kill' | 'close';
}

export interface Plan {
  readonly store: StorePlace;
  /** Rows of a wave in requests of 50. */
  readonly batched: number;
  /** Rows of a wave in requests of their own, labelled as soon as they are answered. */
  readonly single: number;
  /** One for each wave. */
  readonly restarts: readonly (Restart | undefined)[];
}

/** Five waves, in three of which a process is killed. */
export const KILLED_BY_TURNS: Plan['restarts'] = [
  undefined,
  { replica: 1, by: 'kill' },
  { replica: 0, by: 'kill' },
  { replica: 1, by: 'kill' },
  undefined,
];

/** What has been sent, and to whom. */
export interface Served {
  readonly replicas: readonly Replica[];
  /** Of everything that was predicted. */
  readonly labels: readonly Label[];
  /** Predictions that were answered and never stored: their process was killed in between. */
  readonly lost: number;
}

/**
 * Two replicas with one store predict in waves, half a wave each, and meanwhile take the labels of the wave
 * before, each of which is sent to both.
 */
export async function serveInWaves(t: TestContext, plan: Plan): Promise<Served> {
  const { store, batched, single, restarts } = plan;
  const replicas = [new Replica(t, { store }), new Replica(t, { store })];
  const all: Label[] = [];
  let labels: readonly Label[] = [];
  let lost = 0;
  for (const restart of restarts) {
    const calls = [
      ...callsFor({ from: all.length, count: batched, each: ROWS_EACH }),
      ...callsFor({ from: all.length + batched, count: single, each: 1 }),
    ];
    await carryOut(replicas, { calls, labels, restart });
    labels = labelsFor(calls);
    all.push(...labels);
    lost += batched - (await waitingIn(replicas));
  }
  await carryOut(replicas, { calls: [], labels, restart: undefined });
  return { replicas, labels: all, lost };
}

/** What is sent at the same time. */
interface Wave {
  readonly calls: readonly PredictCall[];
  /** Of the wave before. */
  readonly labels: readonly Label[];
  readonly restart: Restart | undefined;
}

type Job = () => Promise<unknown>;

async function carryOut(replicas: readonly Replica[], { calls, labels, restart }: Wave): Promise<void> {
  const random = seededRandom(1);
  const restarted = restart && replicas[restart.replica];
  const work = replicas.map(async (replica, index) => {
    const share = calls.filter((_, number) => number % replicas.length === index);
    const batches = labelStream(labels, { each: LABELS_EACH, random });
    const jobs = shuffled<Job>(
      [
        ...share.map((call) => () => predict(replica, call)),
        ...batches.map((batch) => () => replica.label(batch)),
      ],
      random,
    );
    // At a moment of the other one's, so that it comes in the middle of anything.
    if (restart?.by === 'kill' && replica !== restarted) {
      jobs.splice(Math.floor(jobs.length / 2), 0, async () => restarted?.killAndRestart());
    }
    await inParallel(jobs, PARALLEL, (job) => job());
    if (restart?.by === 'close' && replica === restarted) await replica.closeAndRestart();
  });
  await Promise.all(work);
}

async function predict(replica: Replica, call: PredictCall): Promise<void> {
  await replica.predict(call);
  if (call.rows.length === 1) await replica.label(labelsFor([call]));
}

/** How many predictions wait when every replica has stored those that it has made. */
async function waitingIn(replicas: readonly Replica[]): Promise<number> {
  // A process takes nothing before it has stored what it predicted until then.
  await Promise.all(replicas.map((replica) => replica.label([{ id: 'nobody', truth: 'sun' }])));
  const client = await replicas[0]?.client();
  return (await client?.pending()) ?? Number.NaN;
}
