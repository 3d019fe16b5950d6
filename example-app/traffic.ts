import type { InferRequest } from './open-inference.ts';
import { seededRandom } from './seeded-random.ts';
import type { WeatherClass, WeatherFeatures, WeatherRow } from './weather-data.ts';
import { featureNames } from './weather-data.ts';

/** One request of the demo: how long to wait before it, and what to send. */
export interface TrafficRequest extends Question {
  readonly waitMilliseconds: number;
}

export interface Question {
  readonly path: string;
  readonly body: PredictRequest | InferRequest;
  /** What the weather was, for each row of the body. */
  readonly truths: readonly WeatherClass[];
}

export interface PredictRequest {
  readonly features: Partial<WeatherFeatures>;
  readonly trueLabel: WeatherClass;
}

/** Gaps between requests: 30 ms on average, about 33 requests a second. */
const gapMilliseconds = { shortest: 10, longest: 50 };

/** The share of requests that forget a feature and so deserve a 400. */
const badShare = 0.04;

/** The share of requests that ask about several days at once, in the Open Inference Protocol. */
const batchShare = 0.05;
const batchRows = 8;

/** Endless traffic: days drawn at random from `rows`, with the truth; the same for the same seed. */
export function* traffic(rows: readonly WeatherRow[], seed: number): Generator<TrafficRequest, never> {
  const random = seededRandom(seed);
  const day = () => rows[Math.floor(rows.length * random())] as WeatherRow;
  const { shortest, longest } = gapMilliseconds;
  while (true) {
    const waitMilliseconds = Math.round(shortest + (longest - shortest) * random());
    yield { waitMilliseconds, ...question(day, random()) };
  }
}

/** @param chance - from 0 to below 1: decides what kind of request it is. */
function question(day: () => WeatherRow, chance: number): Question {
  if (chance < batchShare) {
    const version = chance < batchShare / 2 ? '1' : '2';
    return inferQuestion(version, Array.from({ length: batchRows }, day));
  }
  const { features, weather } = day();
  const isBad = chance < batchShare + badShare;
  const body = { features: isBad ? withoutWind(features) : features, trueLabel: weather };
  return { path: '/predict', body, truths: [weather] };
}

/** A tensor per feature, with a value per day. */
function inferQuestion(version: string, days: readonly WeatherRow[]): Question {
  const truths = days.map(({ weather }) => weather);
  const inputs = featureNames.map((name) => ({
    name,
    shape: [days.length],
    datatype: 'FP64',
    data: days.map(({ features }) => features[name]),
  }));
  return {
    path: `/v2/models/weather/versions/${version}/infer`,
    body: { parameters: { true_label: truths }, inputs },
    truths,
  };
}

function withoutWind({ wind: _forgotten, ...rest }: WeatherFeatures): Partial<WeatherFeatures> {
  return rest;
}
