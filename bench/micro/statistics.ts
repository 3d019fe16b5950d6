// What the statistics cost in a tight loop: nanoseconds per value added to an accumulator, microseconds per figure
// computed, and the memory a full accumulator holds. A live server pays several times as much per value, its caches
// being cold.
//
//   node --import tsx bench/micro/statistics.ts

import { BucketCounts } from '../../src/statistics/bucket-counts.ts';
import { CalibrationBins } from '../../src/statistics/calibration-bins.ts';
import { chiSquaredQuantile } from '../../src/statistics/chi-squared-quantile.ts';
import { classificationReport } from '../../src/statistics/classification-report.ts';
import { ConfusionCounts } from '../../src/statistics/confusion-counts.ts';
import { driftThreshold } from '../../src/statistics/drift-threshold.ts';
import { isotonicRegression } from '../../src/statistics/isotonic-regression.ts';
import { jensenShannonDistance } from '../../src/statistics/jensen-shannon-distance.ts';
import { psi } from '../../src/statistics/psi.ts';
import { QuantileSketch } from '../../src/statistics/quantile-sketch.ts';
import { RegressionSums } from '../../src/statistics/regression-sums.ts';
import { rocAuc } from '../../src/statistics/roc-auc.ts';
import { RocAucSketch } from '../../src/statistics/roc-auc-sketch.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { seededNormal, seededRandom } from '../../test/statistics/seeded-random.ts';

const ROUNDS = 9;
const VALUES = 200_000;
/** Long enough for a clock tick not to matter. */
const NANOSECONDS_PER_ROUND = 2e7;

const [random, normal] = [seededRandom(1), seededNormal(2)];
const scores = Float64Array.from({ length: VALUES }, random);
const truths = Uint8Array.from(scores, (score) => (random() < score ? 1 : 0));
const latencies = Float64Array.from({ length: VALUES }, () => 0.02 * Math.exp(normal()));
const classes = Uint8Array.from({ length: VALUES }, () => Math.floor(3 * random()));
const truthAt = (row: number): 0 | 1 => (truths[row] === 1 ? 1 : 0);

/** The quickest of several rounds: what is slower was interrupted. */
function quickest(round: () => number): number {
  return Math.min(...Array.from({ length: ROUNDS }, round));
}

function nanosecondsPerAdd<Accumulator>(
  make: () => Accumulator,
  add: (accumulator: Accumulator, row: number) => void,
): number {
  return quickest(() => {
    const accumulator = make();
    const start = process.hrtime.bigint();
    for (let row = 0; row < VALUES; row += 1) add(accumulator, row);
    return Number(process.hrtime.bigint() - start) / VALUES;
  });
}

function microsecondsPerCall(figure: () => unknown): number {
  let times = 1;
  let elapsed = 0;
  while (elapsed < NANOSECONDS_PER_ROUND) {
    times *= 2;
    elapsed = nanosecondsOf(figure, times);
  }
  return quickest(() => nanosecondsOf(figure, times)) / times / 1000;
}

function nanosecondsOf(figure: () => unknown, times: number): number {
  const start = process.hrtime.bigint();
  for (let time = 0; time < times; time += 1) consumed = figure();
  return Number(process.hrtime.bigint() - start);
}

/** What a result is given to, so that no call can be left out as useless. */
let consumed: unknown;

const upperBounds = Float64Array.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1);
const bare = nanosecondsPerAdd(
  () => new Float64Array(16),
  (counts, row) => {
    const index = (classes[row] as number) & 15;
    counts[index] = (counts[index] as number) + 1;
  },
);
const perAdd = {
  'typed-array increment, to compare with': bare,
  'ConfusionCounts.add': nanosecondsPerAdd(
    () => new ConfusionCounts(20),
    (counts, row) => counts.add(classes[row] as number, classes[VALUES - 1 - row] as number),
  ),
  'BucketCounts.add, 10 bounds': nanosecondsPerAdd(
    () => new BucketCounts(upperBounds),
    (counts, row) => counts.add(latencies[row] as number),
  ),
  'CalibrationBins.add': nanosecondsPerAdd(
    () => new CalibrationBins(),
    (bins, row) => bins.add(scores[row] as number, truthAt(row)),
  ),
  'QuantileSketch.add': nanosecondsPerAdd(
    () => new QuantileSketch(),
    (sketch, row) => sketch.add(latencies[row] as number),
  ),
  'RegressionSums.add': nanosecondsPerAdd(
    () => new RegressionSums(),
    (sums, row) => sums.add(latencies[row] as number, scores[row] as number),
  ),
  'RocAucSketch.add': nanosecondsPerAdd(
    () => new RocAucSketch(),
    (sketch, row) => sketch.add(scores[row] as number, truthAt(row)),
  ),
};

const baseline = Float64Array.of(100, 101, 99, 100, 100, 100, 102, 98, 100, 100);
const current = Float64Array.of(12, 9, 11, 10, 8, 13, 7, 10, 11, 9);
const threeClasses = [
  [500, 10, 3],
  [40, 450, 7],
  [1, 2, 300],
];
const twentyClasses = Array.from({ length: 20 }, () =>
  Array.from({ length: 20 }, () => Math.floor(99 * random())),
);
const rocSketch = new RocAucSketch();
const latencySketch = new QuantileSketch();
for (let row = 0; row < VALUES; row += 1) {
  rocSketch.add(scores[row] as number, truthAt(row));
  latencySketch.add(latencies[row] as number);
}
const [tenThousandTruths, tenThousandScores] = [truths.subarray(0, 10_000), scores.subarray(0, 10_000)];

const perCall = {
  'psi, 10 bins': microsecondsPerCall(() => psi(baseline, current)),
  'jensenShannonDistance, 10 bins': microsecondsPerCall(() => jensenShannonDistance(baseline, current)),
  'chiSquaredQuantile, 9 degrees': microsecondsPerCall(() => chiSquaredQuantile(0.999, 9)),
  'chiSquaredQuantile, 1000 degrees': microsecondsPerCall(() => chiSquaredQuantile(0.999, 1000)),
  'driftThreshold, 10 bins': microsecondsPerCall(() => driftThreshold(100, 1000, 10)),
  wilsonInterval: microsecondsPerCall(() => wilsonInterval(81, 263, 0.95)),
  'classificationReport, 3 classes': microsecondsPerCall(() => classificationReport(threeClasses)),
  'classificationReport, 20 classes': microsecondsPerCall(() => classificationReport(twentyClasses)),
  'QuantileSketch.quantile': microsecondsPerCall(() => latencySketch.quantile(0.95)),
  'RocAucSketch.rocAuc': microsecondsPerCall(() => rocSketch.rocAuc()),
  'rocAuc, 10,000 rows': microsecondsPerCall(() => rocAuc(tenThousandTruths, tenThousandScores)),
  'isotonicRegression, 10,000 rows': microsecondsPerCall(() =>
    isotonicRegression(tenThousandScores, tenThousandTruths),
  ),
};

for (const [name, nanoseconds] of Object.entries(perAdd)) {
  console.log(`${name.padEnd(40)} ${nanoseconds.toFixed(1).padStart(9)} ns`);
}
for (const [name, microseconds] of Object.entries(perCall)) {
  console.log(`${name.padEnd(40)} ${microseconds.toFixed(2).padStart(9)} µs`);
}
if (consumed === undefined) throw new Error('no figure was computed');
