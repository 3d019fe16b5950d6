import { setTimeout } from 'node:timers/promises';
import type { TrafficRequest } from './traffic.ts';

export type Outcome = 'ok' | 'client_error' | 'server_error' | 'no_answer';

/** What the client saw. It knows the answers and the truth, and nothing of the monitor. */
export interface TrafficReport {
  requests: number;
  readonly outcomes: Record<Outcome, number>;
  /** Answers that could be compared with the truth. */
  labelled: number;
  /** Answers that were equal to the truth. */
  right: number;
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

interface Answer {
  readonly outcome: Outcome;
  readonly output?: unknown;
}

/** So that a demo left running does not grow. */
const latenciesKept = 10_000;

const answerTimeoutMilliseconds = 5_000;

/** Sends the requests at their times, as many clients would: none waits for the answer to another. */
export async function sendTraffic({ url, requests, seconds, stop }: TrafficOptions): Promise<TrafficReport> {
  const report: TrafficReport = {
    requests: 0,
    outcomes: { ok: 0, client_error: 0, server_error: 0, no_answer: 0 },
    labelled: 0,
    right: 0,
    latenciesMilliseconds: [],
  };
  const endsAt = performance.now() + seconds * 1_000;
  const underWay = new Set<Promise<void>>();
  for (const { waitMilliseconds, body } of requests) {
    await setTimeout(waitMilliseconds, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted || performance.now() > endsAt) break;
    const sent = sendOne(url, body, report).finally(() => underWay.delete(sent));
    underWay.add(sent);
  }
  await Promise.all(underWay);
  return report;
}

async function sendOne(url: string, body: TrafficRequest['body'], report: TrafficReport): Promise<void> {
  const startedAt = performance.now();
  const { outcome, output } = await ask(url, body);
  report.latenciesMilliseconds[report.requests % latenciesKept] = performance.now() - startedAt;
  report.requests += 1;
  report.outcomes[outcome] += 1;
  if (outcome !== 'ok') return;
  report.labelled += 1;
  if (output === body.trueLabel) report.right += 1;
}

async function ask(url: string, body: TrafficRequest['body']): Promise<Answer> {
  try {
    const response = await fetch(`${url}/predict`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(answerTimeoutMilliseconds),
    });
    const answer = (await response.json()) as { output?: unknown };
    return { outcome: outcomeOf(response.status), output: answer.output };
  } catch {
    return { outcome: 'no_answer' };
  }
}

function outcomeOf(status: number): Outcome {
  if (status >= 500) return 'server_error';
  return status >= 400 ? 'client_error' : 'ok';
}
