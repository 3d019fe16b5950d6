import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import express from 'express';
import { Registry } from 'prom-client';
import { type Label, type ModelMonitor, modelMonitor } from '../../src/index.ts';
import type { OracleStream, StreamRow } from '../oracles/streams.ts';
import { listen } from '../support/http-exchange.ts';

/** How a model answers rows of a stream, in the plain protocol. */
export type AnswerForm = (rows: readonly StreamRow[]) => object;

/** A bare value for one row, a list for several. */
function perRow<Value>(rows: readonly StreamRow[], partOf: (row: StreamRow) => Value): Value | Value[] {
  const [first] = rows;
  return first !== undefined && rows.length === 1 ? partOf(first) : rows.map(partOf);
}

export const ANSWER_FORMS = {
  classes: (rows) => ({ output: perRow(rows, ({ output }) => output) }),
  'classes beside scores': (rows) => ({
    output: perRow(rows, ({ output }) => output),
    scores: perRow(rows, ({ scores }) => scores),
  }),
  'vectors of scores': (rows) => ({ output: perRow(rows, ({ scores }) => scores) }),
  'one probability': (rows) => ({ output: perRow(rows, ({ scores }) => scores?.[1]) }),
  numbers: (rows) => ({ prediction: perRow(rows, ({ output }) => output) }),
} satisfies Readonly<Record<string, AnswerForm>>;

/** Rows that are asked for in one request; the label of row i of several is for `ID#i`. */
export interface PredictCall {
  readonly id: string;
  readonly rows: readonly StreamRow[];
}

/** The ids of the rows of a request, beside what turned out to be right. */
export function labelsOf({ id, rows }: PredictCall): Label[] {
  return rows.map(({ truth }, row) => ({ id: rows.length === 1 ? id : `${id}#${row}`, truth }));
}

/** A model on a server of its own, which answers what the stream says its model said. */
export class StreamedModel {
  readonly monitor: ModelMonitor;
  readonly faults: unknown[] = [];
  readonly #agent = new Agent({ keepAlive: true });
  /** Rows of the requests that are on their way. */
  readonly #asked = new Map<string, readonly StreamRow[]>();
  #url = '';

  private constructor({ classes, positiveClass }: OracleStream) {
    this.monitor = modelMonitor({
      model: 'm',
      version: '1',
      classes,
      positiveClass,
      feedback: true,
      log: false,
      metrics: { registry: new Registry(), defaultMetrics: false },
      onFault: (fault) => this.faults.push(fault),
    });
  }

  static async serve(t: TestContext, stream: OracleStream, answer: AnswerForm): Promise<StreamedModel> {
    const model = new StreamedModel(stream);
    const app = express().use(express.json(), model.monitor);
    app.post('/predict', (req, res) => {
      res.json(answer(model.#asked.get(req.get('x-prediction-id') ?? '') ?? []));
    });
    t.after(() => {
      model.#agent.destroy();
      return model.monitor.close();
    });
    model.#url = await listen(t, app);
    return model;
  }

  async predict({ id, rows }: PredictCall): Promise<void> {
    this.#asked.set(id, rows);
    const features = perRow(rows, (row) => row.features);
    await this.#send('/predict', { body: JSON.stringify({ features }), headers: { 'x-prediction-id': id } });
    this.#asked.delete(id);
  }

  /** Sends labels: one alone, and several in one of three forms. */
  async label(labels: readonly Label[], form: 'array' | 'object' | 'lines'): Promise<void> {
    const [single] = labels;
    if (form === 'lines') {
      const body = labels.map((label) => JSON.stringify(label)).join('\n');
      await this.#send('/feedback', { body, headers: { 'content-type': 'application/x-ndjson' } });
    } else if (labels.length === 1) {
      await this.#send('/feedback', { body: JSON.stringify(single), headers: {} });
    } else {
      const body = JSON.stringify(form === 'array' ? labels : { labels });
      await this.#send('/feedback', { body, headers: {} });
    }
  }

  scrape(): Promise<string> {
    return answerTo(request(`${this.#url}/metrics`, { agent: this.#agent }).end());
  }

  #send(path: string, { body, headers }: { body: string; headers: Record<string, string> }): Promise<string> {
    const outgoing = request(this.#url + path, {
      agent: this.#agent,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
    });
    return answerTo(outgoing.end(body));
  }
}

async function answerTo(outgoing: ReturnType<typeof request>): Promise<string> {
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  return text(incoming);
}
