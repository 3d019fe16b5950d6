import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { Label, LabelOutcome, LabelResult } from '../../src/index.ts';
import { samplesOf } from '../support/metrics-text.ts';
import type { PredictCall } from './weather-rows.ts';

/** The gauge of what waits has to get where it is expected within this. */
const DEADLINE_MS = 20_000;
const PAUSE_MS = 10;

interface Question {
  readonly path: string;
  /** Sent as JSON. */
  readonly body: unknown;
  readonly headers?: Record<string, string>;
}

interface Answer {
  readonly status: number | undefined;
  readonly text: string;
}

/** Of `fetch` each request costs four times the time. */
const agent = new Agent({ keepAlive: true });

/** A client of one process, and what that process has told it. */
export class ModelClient {
  /** The results of all labels that were answered, whatever the status. */
  readonly told: LabelResult[] = [];
  /** Labels that were sent and not answered, because the process was gone. */
  readonly unanswered: Label[] = [];
  /** Requests whose predictions have arrived. */
  readonly predicted: PredictCall[] = [];
  /** Its metrics, as they were last scraped. */
  lastPage = '';
  readonly #url: string;

  constructor(port: number) {
    this.#url = `http://127.0.0.1:${port}`;
  }

  /** @returns whether it was answered: it is not by a process that is gone. */
  async predict(call: PredictCall): Promise<boolean> {
    const { id, rows } = call;
    const body = { instances: rows.map((row) => [row]) };
    const answer = await this.#post({ path: '/predict', body, headers: { 'x-prediction-id': id } });
    if (answer === undefined) return false;
    if (answer.status !== 200) throw new Error(`/predict answered ${answer.status}: ${answer.text}`);
    this.predicted.push(call);
    return true;
  }

  /**
   * Sends labels, a single one as such.
   *
   * @returns the status; `undefined` from a process that is gone.
   */
  async label(labels: readonly Label[]): Promise<number | undefined> {
    const answer = await this.#post({ path: '/feedback', body: labels.length === 1 ? labels[0] : labels });
    if (answer === undefined) this.unanswered.push(...labels);
    else this.told.push(...(JSON.parse(answer.text).results ?? []));
    return answer?.status;
  }

  /** Ids that it was told this of, once for each time. */
  idsTold(outcome: LabelOutcome): string[] {
    return this.told.filter(({ result }) => result === outcome).map(({ id }) => id);
  }

  async scrape(): Promise<string> {
    const answer = await answerTo(request(`${this.#url}/metrics`, { agent }).end());
    if (answer.status !== 200) throw new Error(`/metrics answered ${answer.status}: ${answer.text}`);
    this.lastPage = answer.text;
    return answer.text;
  }

  /** Predictions that wait in its store; `undefined` while the store cannot be asked. */
  async pending(): Promise<number | undefined> {
    return samplesOf(await this.scrape()).get('model_feedback_pending');
  }

  /** Resolves when that many predictions wait: nobody tells a client that its prediction is stored. */
  async hasPending(count: number): Promise<void> {
    const startedAt = performance.now();
    for (let pending = await this.pending(); pending !== count; pending = await this.pending()) {
      if (performance.now() - startedAt > DEADLINE_MS) throw new Error(`${pending} pending, not ${count}`);
      await delay(PAUSE_MS);
    }
  }

  async #post({ path, body, headers }: Question): Promise<Answer | undefined> {
    const outgoing = request(this.#url + path, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    try {
      return await answerTo(outgoing.end(JSON.stringify(body)));
    } catch (error) {
      if (isOfConnection(error)) return undefined;
      throw error;
    }
  }
}

async function answerTo(outgoing: ClientRequest): Promise<Answer> {
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  return { status: incoming.statusCode, text: await text(incoming) };
}

/** Refused, or broken off. */
function isOfConnection(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNREFUSED' || code === 'ECONNRESET' || code === 'EPIPE';
}
