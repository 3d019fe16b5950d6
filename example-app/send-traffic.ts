import { setTimeout } from 'node:timers/promises';
import type { InferResponse } from './open-inference.ts';
import type { Question, TrafficRequest } from './traffic.ts';
import type { VersionCounts } from './version-counts.ts';
import { nothingCounted } from './version-counts.ts';

export type Outcome = 'ok' | 'client_error' | 'server_error' | 'no_answer';

/** What the client saw. It knows the answers and the truth, and nothing of the monitor. */
export interface TrafficReport {
  requests: number;
  readonly outcomes: Record<Outcome, number>;
  readonly versions: Map<string, VersionCounts>;
  /** Of the latest requests, in no particular order. */
  readonly latenciesMilliseconds: number[];
}

export interface TrafficOptions {
  /** Of the app, without a path. */
  readonly url: string;
  readonly requests: Iterable<TrafficRequest>;
  /** How long to send; `Infinity` for until `stop`. */
  readonly seconds: number;
  /** Aborted: sends nothing more, and waits for the answers still out. */
  readonly stop: AbortSignal;
}

interface PredictResponse {
  readonly output: string;
  readonly modelVersion: string;
}

/** What an answer says, whichever protocol it speaks. */
interface Answer {
  readonly version: string;
  readonly outputs: readonly unknown[];
}

/** So that a demo left running does not grow. */
const latenciesKept = 10_000;

const answerTimeoutMilliseconds = 5_000;

/** Sends the requests at their times, as many clients would: none waits for the answer to another. */
export async function sendTraffic({ url, requests, seconds, stop }: TrafficOptions): Promise<TrafficReport> {
  const report: TrafficReport = {
    requests: 0,
    outcomes: { ok: 0, client_error: 0, server_error: 0, no_answer: 0 },
    versions: new Map(),
    latenciesMilliseconds: [],
  };
  const endsAt = performance.now() + seconds * 1_000;
  const underWay = new Set<Promise<void>>();
  for (const { waitMilliseconds, ...question } of requests) {
    await setTimeout(waitMilliseconds, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted || performance.now() > endsAt) break;
    const sent = sendOne(url, question, report).finally(() => underWay.delete(sent));
    underWay.add(sent);
  }
  await Promise.all(underWay);
  return report;
}

async function sendOne(url: string, question: Question, report: TrafficReport): Promise<void> {
  const startedAt = performance.now();
  const { outcome, answer } = await ask(url, question);
  report.latenciesMilliseconds[report.requests % latenciesKept] = performance.now() - startedAt;
  report.requests += 1;
  report.outcomes[outcome] += 1;
  if (answer === undefined) return;
  const { requests, rows, right } = report.versions.get(answer.version) ?? nothingCounted;
  report.versions.set(answer.version, {
    requests: requests + 1,
    rows: rows + question.truths.length,
    right: right + question.truths.filter((truth, row) => truth === answer.outputs[row]).length,
  });
}

async function ask(url: string, { path, body }: Question): Promise<{ outcome: Outcome; answer?: Answer }> {
  try {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerTimeoutMilliseconds),
    });
    const outcome = outcomeOf(response.status);
    const answered = (await response.json()) as PredictResponse | InferResponse;
    return outcome === 'ok' ? { outcome, answer: readAnswer(answered) } : { outcome };
  } catch {
    return { outcome: 'no_answer' };
  }
}

function readAnswer(answered: PredictResponse | InferResponse): Answer {
  if ('outputs' in answered) {
    return { version: answered.model_version, outputs: answered.outputs[0]?.data ?? [] };
  }
  return { version: answered.modelVersion, outputs: [answered.output] };
}

function outcomeOf(status: number): Outcome {
  if (status >= 500) return 'server_error';
  return status >= 400 ? 'client_error' : 'ok';
}
