import assert from 'node:assert/strict';
import type { StreamName } from '../oracles/streams.ts';
import { oracleStreams, type PredictBody } from './model-replica.ts';

/** What one model version gets: so many rows from the beginning of its stream, and labels for the first of them. */
export interface Share {
  readonly model: StreamName;
  readonly version: string;
  readonly predicted: number;
  readonly labelled: number;
}

/** Rows of one request; a multiple of the five rows that have a delay each. */
const BATCH_ROWS = 100;

/** The requests that bring a share: how many are answered, and how many fail. */
export function requestsOf({ predicted }: Share): { readonly answered: number; readonly failed: number } {
  const answered = Math.ceil(predicted / BATCH_ROWS);
  return { answered, failed: Math.ceil(answered / 2) };
}

/** Sends every share to the replicas, its batches in turn, then the labels; a row always meets the same replica. */
export async function sendShares(
  replicas: readonly string[],
  shares: readonly Share[],
  round: string,
): Promise<void> {
  const sendTo = async (replica: string, place: number): Promise<void> => {
    for (const share of shares) {
      const { answered } = requestsOf(share);
      for (let batch = place; batch < answered; batch += replicas.length) {
        await sendBatch(replica, share, { batch, round });
      }
    }
  };
  await Promise.all(replicas.map(sendTo));
}

async function sendBatch(
  replica: string,
  { model, version, predicted, labelled }: Share,
  { batch, round }: { batch: number; round: string },
): Promise<void> {
  const from = batch * BATCH_ROWS;
  const numbers = Array.from({ length: Math.min(BATCH_ROWS, predicted - from) }, (_, row) => from + row);
  const instances = numbers.map((row) => ({ row }));
  const url = `${replica}/predictions/${model}/${version}`;
  const id = `${round}-${model}-${version}-${batch}`;
  assert.equal(await post(url, { instances } satisfies PredictBody, { 'X-Prediction-Id': id }), 200);
  if (batch % 2 === 0) assert.equal(await post(url, { instances, fails: true } satisfies PredictBody), 500);
  const { rows } = oracleStreams(model);
  const labels = numbers
    .filter((row) => row < labelled)
    .map((row) => ({ id: `${id}#${row - from}`, truth: rows[row]?.truth }));
  assert.equal(await post(`${replica}/feedback`, { labels }), 200);
}

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  await answer.arrayBuffer();
  return answer.status;
}
