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
  /** How long after the answer to send the truth, as often as it is sent; `undefined` when the body has it. */
  readonly labelDelaysMilliseconds: readonly number[] | undefined;
}

export interface PredictRequest {
  readonly features: Partial<WeatherFeatures>;
}

/** Gaps between requests: 30 ms on average, about 33 requests a second. */
const gapMilliseconds = { shortest: 10, longest: 50 };

/** The share of requests that forget a feature and so deserve a 400. */
const badShare = 0.04;

/** The share of requests that ask about several days at once, in the Open Inference Protocol, and bring the truth. */
const batchShare = 0.05;
const batchRows = 8;

/** Of all other predictions, one in ten never gets a label, and one in ten gets it twice. */
const neverLabelledShare = 0.1;
const twiceLabelledShare = 0.1;

/** In life it takes days to know: either way labels arrive in another order than predictions were made. */
const labelDelayMilliseconds = { shortest: 1_000, longest: 3_000 };

/**
 * Endless traffic: days drawn at random, with the truth; the same for the same seed.
 *
 * @param daysNow - asked for every day: what to draw it from.
 */
export function* traffic(
  daysNow: () => readonly WeatherRow[],
  seed: number,
): Generator<TrafficRequest, never> {
  const random = seededRandom(seed);
  const day = () => {
    const days = daysNow();
    return days[Math.floor(days.length * random())] as WeatherRow;
  };
  while (true) {
    const waitMilliseconds = drawn(gapMilliseconds, random());
    const chance = random();
    yield {
      waitMilliseconds,
      ...(chance < batchShare ? batchQuestion(day, chance) : dayQuestion(day, random)),
    };
  }
}

function dayQuestion(day: () => WeatherRow, random: () => number): Question {
  const { features, weather } = day();
  return {
    path: '/predict',
    body: { features: random() < badShare ? withoutWind(features) : features },
    truths: [weather],
    labelDelaysMilliseconds: labelDelays(random),
  };
}

function labelDelays(random: () => number): number[] {
  const chance = random();
  if (chance < neverLabelledShare) return [];
  const length = chance < neverLabelledShare + twiceLabelledShare ? 2 : 1;
  return Array.from({ length }, () => drawn(labelDelayMilliseconds, random()));
}

/** A tensor per feature, with a value per day. */
function batchQuestion(day: () => WeatherRow, chance: number): Question {
  const days = Array.from({ length: batchRows }, day);
  const truths = days.map(({ weather }) => weather);
  const inputs = featureNames.map((name) => ({
    name,
    shape: [days.length],
    datatype: 'FP64',
    data: days.map(({ features }) => features[name]),
  }));
  return {
    path: `/v2/models/weather/versions/${chance < batchShare / 2 ? '1' : '2'}/infer`,
    body: { parameters: { true_label: truths }, inputs },
    truths,
    labelDelaysMilliseconds: undefined,
  };
}

/** @param share - 0..1 of the way from the shortest to the longest. */
function drawn({ shortest, longest }: { shortest: number; longest: number }, share: number): number {
  return Math.round(shortest + (longest - shortest) * share);
}

function withoutWind({ wind: _forgotten, ...rest }: WeatherFeatures): Partial<WeatherFeatures> {
  return rest;
}
