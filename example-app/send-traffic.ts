import { setTimeout } from 'node:timers/promises';
import type { Answer, Outcome } from './ask.ts';
import { ask } from './ask.ts';
import type { Label, LabelCounts } from './late-labels.ts';
import { LateLabels } from './late-labels.ts';
import type { Question, TrafficRequest } from './traffic.ts';
import type { VersionCounts } from './version-counts.ts';
import { nothingCounted } from './version-counts.ts';

/** What the client saw. It knows the answers and the truth, and nothing of the monitor. */
export interface TrafficReport {
  requests: number;
  readonly outcomes: Record<Outcome, number>;
  readonly versions: Map<string, VersionCounts>;
  /** Of the labels sent late. */
  readonly labels: LabelCounts;
  /** Of the latest requests, in no particular order. */
  readonly latenciesMilliseconds: number[];
}

export interface TrafficOptions {
  /** Of the app, without a path. */
  readonly url: string;
  readonly requests: Iterable<TrafficRequest>;
  /** How long to send; `Infinity` for until `stop`. */
  readonly seconds: number;
  /** Aborted: sends nothing more but the labels still to come, and waits for the answers still out. */
  readonly stop: AbortSignal;
}

/** A label, and what it says of the version that made the prediction. */
interface JudgedLabel extends Label {
  readonly version: string;
  readonly right: number;
}

/** So that a demo left running does not grow. */
const latenciesKept = 10_000;

/** Labels that are due go out after this many requests: in batches of a dozen. */
const requestsPerLabelling = 15;

/** Sends the requests at their times, as many clients would: none waits for the answer to another. */
export async function sendTraffic({ url, requests, seconds, stop }: TrafficOptions): Promise<TrafficReport> {
  const client = new Client(url);
  const endsAt = performance.now() + seconds * 1_000;
  const underWay = new Set<Promise<void>>();
  const start = (work: Promise<void>) => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };
  let sent = 0;
  for (const { waitMilliseconds, ...question } of requests) {
    await setTimeout(waitMilliseconds, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted || performance.now() > endsAt) break;
    start(client.send(question));
    sent += 1;
    if (sent % requestsPerLabelling === 0) start(client.labels.sendDue(performance.now()));
  }
  await Promise.all(underWay);
  await client.labels.sendDue(Number.POSITIVE_INFINITY);
  return client.report;
}

/** Asks, remembers what it asked, and says later what would have been right. */
class Client {
  readonly labels: LateLabels<JudgedLabel>;
  readonly report: TrafficReport;
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
    this.labels = new LateLabels(url, ({ version, right }) => this.#count(version, { rows: 1, right }));
    this.report = {
      requests: 0,
      outcomes: { ok: 0, client_error: 0, server_error: 0, no_answer: 0 },
      versions: new Map(),
      labels: this.labels.counts,
      latenciesMilliseconds: [],
    };
  }

  async send(question: Question): Promise<void> {
    const { report } = this;
    const startedAt = performance.now();
    const { outcome, answer } = await ask(this.#url, question);
    report.latenciesMilliseconds[report.requests % latenciesKept] = performance.now() - startedAt;
    report.requests += 1;
    report.outcomes[outcome] += 1;
    if (answer !== undefined) this.#judge(question, answer);
  }

  #judge({ truths, labelDelaysMilliseconds }: Question, { version, outputs, predictionId }: Answer): void {
    const right = truths.filter((truth, row) => truth === outputs[row]).length;
    this.#count(version, { requests: 1 });
    if (labelDelaysMilliseconds === undefined) {
      this.#count(version, { rows: truths.length, right });
      return;
    }
    const now = performance.now();
    const times = labelDelaysMilliseconds.map((delay) => now + delay);
    this.labels.plan({ id: predictionId, truth: truths[0] ?? '', version, right }, times);
  }

  #count(version: string, { requests = 0, rows = 0, right = 0 }: Partial<VersionCounts>): void {
    const before = this.report.versions.get(version) ?? nothingCounted;
    this.report.versions.set(version, {
      requests: before.requests + requests,
      rows: before.rows + rows,
      right: before.right + right,
    });
  }
}
