import { seededRandom } from './seeded-random.ts';
import type { WeatherClass, WeatherFeatures, WeatherRow } from './weather-data.ts';

/** One request of the demo: how long to wait before it, and the body to send. */
export interface TrafficRequest {
  readonly waitMilliseconds: number;
  readonly body: {
    readonly features: Partial<WeatherFeatures>;
    readonly trueLabel: WeatherClass;
  };
}

/** Gaps between requests: 30 ms on average, about 33 requests a second. */
const gapMilliseconds = { shortest: 10, longest: 50 };

/** The share of requests that forget a feature and so deserve a 400. */
const badShare = 0.04;

/** Endless traffic: days drawn at random from `rows`, with the truth; the same for the same seed. */
export function* traffic(rows: readonly WeatherRow[], seed: number): Generator<TrafficRequest, void> {
  const random = seededRandom(seed);
  const { shortest, longest } = gapMilliseconds;
  while (true) {
    const waitMilliseconds = Math.round(shortest + (longest - shortest) * random());
    const row = rows[Math.floor(rows.length * random())];
    if (row === undefined) return;
    const isBad = random() < badShare;
    const features = isBad ? withoutWind(row.features) : row.features;
    yield { waitMilliseconds, body: { features, trueLabel: row.weather } };
  }
}

function withoutWind({ wind: _forgotten, ...rest }: WeatherFeatures): Partial<WeatherFeatures> {
  return rest;
}
