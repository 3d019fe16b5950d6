import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '../../example-app/seeded-random.ts';
import type { WeatherRow } from '../../example-app/weather-data.ts';

const BATCH_ROWS = 40;
const PAUSE_MS = 200;
const SEED = 2015;

interface Labels {
  readonly id: string;
  readonly days: readonly WeatherRow[];
}

/** Asks replicas about days drawn at random, a batch at a time, and says with the next what the last was. */
export class WeatherTraffic {
  /** What days are drawn from. */
  days: readonly WeatherRow[];
  readonly #random = seededRandom(SEED);
  readonly #sending: Promise<unknown>;
  #isOver = false;

  constructor(t: TestContext, urls: readonly string[], days: readonly WeatherRow[]) {
    this.days = days;
    this.#sending = Promise.all(urls.map((url) => this.#sendTo(url)));
    // A test that fails kills replicas under way.
    this.#sending.catch(() => {});
    t.after(() => {
      this.#isOver = true;
    });
  }

  /** @throws when a request was not answered as it should have been. */
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#sending;
  }

  async #sendTo(url: string): Promise<void> {
    let labels: Labels | undefined;
    while (!this.#isOver) {
      if (labels !== undefined) await label(url, labels);
      labels = await predict(
        url,
        Array.from({ length: BATCH_ROWS }, () => this.#day()),
      );
      await delay(PAUSE_MS);
    }
  }

  #day(): WeatherRow {
    return this.days[Math.floor(this.days.length * this.#random())] ?? assert.fail('there are no days');
  }
}

async function predict(url: string, days: readonly WeatherRow[]): Promise<Labels> {
  const instances = days.map(({ features }) => features);
  const answer = await post(`${url}/v1/models/weather/versions/1:predict`, { instances });
  return { id: answer.headers.get('X-Prediction-Id') ?? '', days };
}

async function label(url: string, { id, days }: Labels): Promise<void> {
  const labels = days.map(({ weather }, row) => ({ id: `${id}#${row}`, truth: weather }));
  await post(`${url}/feedback`, { labels });
}

async function post(url: string, body: object): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  assert.equal(answer.status, 200, text);
  return answer;
}
