import assert from 'node:assert/strict';
import type { LabelOutcome } from '../../src/index.ts';
import { seriesOf } from '../support/metrics-text.ts';
import { assertCountedAsTold } from './assert-counted-as-told.ts';
import type { Served } from './serve-in-waves.ts';
import { labelsFor } from './weather-rows.ts';

/** Labels that one request brings. */
const EACH = 1000;

/**
 * Nothing was joined twice, what was told is true for good, nothing that was stored is missing, and every
 * process that runs has counted what it has told.
 */
export async function assertJoinedOnce(served: Served): Promise<void> {
  const { replicas, labels, lost } = served;
  const running = await Promise.all(replicas.map((replica) => replica.client()));
  const pending = await Promise.all(running.map((client) => client.pending()));
  const now = await sendAgain(served);
  const pages = await Promise.all(running.map((client) => client.scrape()));
  for (const client of running) assertCountedAsTold([client]);

  const clients = replicas.flatMap((replica) => replica.clients);
  const joined = clients.flatMap((client) => client.idsTold('joined'));
  const isJoined = new Set(joined);
  const isUnanswered = new Set(clients.flatMap(({ unanswered }) => unanswered.map(({ id }) => id)));
  const ended = clients.filter((client) => !running.includes(client));
  const isOfEnded = new Set(labelsFor(ended.flatMap(({ predicted }) => predicted)).map(({ id }) => id));
  const idsNow = (outcome: LabelOutcome): string[] =>
    labels.map(({ id }) => id).filter((id) => now.get(id) === outcome);
  assert.deepEqual(
    {
      pending,
      faults: pages.map((page) => seriesOf(page, 'model_monitor_faults_total')),
      joinedTwice: joined.length - isJoined.size,
      joinedLate: idsNow('joined'),
      toldInVain: joined.filter((id) => now.get(id) !== 'duplicate'),
      // A process may have taken its prediction, and ended before it could say so.
      joinedByNobody: idsNow('duplicate').filter((id) => !isJoined.has(id) && !isUnanswered.has(id)),
      unknown: idsNow('unknown').length,
      lostByTheRunning: idsNow('unknown').filter((id) => !isOfEnded.has(id)),
    },
    {
      pending: [0, 0],
      faults: [{}, {}],
      joinedTwice: 0,
      joinedLate: [],
      toldInVain: [],
      joinedByNobody: [],
      unknown: lost,
      lostByTheRunning: [],
    },
  );
}

/** What every id is answered when its label is sent once more, half of them to each replica. */
async function sendAgain({ replicas, labels }: Served): Promise<Map<string, LabelOutcome>> {
  const told = await Promise.all(
    replicas.map(async (replica, index) => {
      const client = await replica.client();
      const before = client.told.length;
      const share = labels.filter((_, number) => number % replicas.length === index);
      for (let from = 0; from < share.length; from += EACH)
        await client.label(share.slice(from, from + EACH));
      return client.told.slice(before);
    }),
  );
  return new Map(told.flat().map(({ id, result }) => [id, result]));
}
