import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Label } from '../../src/index.ts';
import type { ModelClient } from './model-client.ts';
import { type ServingOptions, ServingProcess } from './serving-processes.ts';
import type { PredictCall } from './weather-rows.ts';

/** One of several replicas of a service: a process, and another in its place when it has ended. */
export class Replica {
  /** Of all its processes, the last one being the one that runs. */
  readonly clients: ModelClient[] = [];
  readonly #start: () => Promise<ServingProcess>;
  #serving: Promise<ServingProcess>;

  constructor(t: TestContext, options: ServingOptions) {
    this.#start = async () => {
      const started = await ServingProcess.start(t, options);
      this.clients.push(started.client);
      return started;
    };
    this.#serving = this.#start();
  }

  async client(): Promise<ModelClient> {
    return (await this.#serving).client;
  }

  /** As a client does: a request that was not answered is sent again. */
  async predict(call: PredictCall): Promise<void> {
    await this.#untilAnswered((client) => client.predict(call), false);
  }

  /** Resolves to the status of the first answer. */
  async label(labels: readonly Label[]): Promise<number | undefined> {
    return this.#untilAnswered((client) => client.label(labels), undefined);
  }

  /** `kill -9`. */
  async killAndRestart(): Promise<void> {
    const killed = await this.#serving;
    this.#serving = killed.kill().then(this.#start);
    await this.#serving;
  }

  async closeAndRestart(): Promise<void> {
    await this.close();
    this.#serving = this.#start();
    await this.#serving;
  }

  /** Its metrics are scraped before. */
  async close(): Promise<void> {
    const serving = await this.#serving;
    await serving.client.scrape();
    await serving.close();
  }

  async #untilAnswered<Answer>(
    ask: (client: ModelClient) => Promise<Answer>,
    nothing: Answer,
  ): Promise<Answer> {
    for (;;) {
      const asked = this.#serving;
      const answer = await ask((await asked).client);
      if (answer !== nothing) return answer;
      assert.notEqual(this.#serving, asked, 'the process is gone, and nobody has killed it');
    }
  }
}
