import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Baseline, type BaselineFeature } from '../../src/domain/baseline.ts';
import { featureBins } from '../../src/domain/feature-bins.ts';
import { FeatureComparison } from '../../src/domain/feature-comparison.ts';
import { assertClose } from '../statistics/assert-close.ts';

/** What test/oracles/make_baseline.py found with NumPy and SciPy. */
interface OracleCase {
  readonly name: string;
  readonly current: readonly (string | number)[];
  readonly counts: readonly number[];
  readonly currentCounts: readonly number[];
  readonly distances: Readonly<Record<string, number>>;
  readonly threshold: number;
}

interface NumericCase extends OracleCase {
  readonly values: readonly number[];
  readonly edges: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
  readonly outOfRange: number;
}

interface CategoricalCase extends OracleCase {
  readonly values: readonly string[];
  readonly most: number;
  readonly categories: readonly string[];
}

const oracles: {
  readonly numeric: readonly NumericCase[];
  readonly categorical: readonly CategoricalCase[];
} = JSON.parse(readFileSync(new URL('../oracles/baseline.json', import.meta.url), 'utf8'));

function featureOf(
  values: readonly (string | number)[],
  type: BaselineFeature['type'],
  categories = 50,
): BaselineFeature {
  const baseline = Baseline.fromRows(
    values.map((value) => ({ features: { value } })),
    { createdAt: new Date(0), [type]: ['value'], limits: { features: 1, categories } },
  );
  const [feature] = baseline.features;
  assert.ok(feature !== undefined);
  return feature;
}

/** Asserts what the distances are made of, and the distances. */
function assertDrift(feature: BaselineFeature, oracle: NumericCase | CategoricalCase): void {
  const bins = featureBins(feature, oracle.values.length);
  const counts = new Float64Array(bins.places);
  for (const value of oracle.current) {
    const place = bins.placeOf(value);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  assert.deepEqual(Array.from(bins.baseline), [...oracle.counts, 0, 0]);
  assert.deepEqual(Array.from(bins.rowsPerBin(counts)), [...oracle.currentCounts, 0, 0]);
  const { distances, drift } = new FeatureComparison(bins, counts);
  const { psi, jensenShannonDistance: js, hellingerDistance: hellinger } = oracle.distances;
  const { lInfinityDistance: linf, kolmogorovSmirnov: ks } = oracle.distances;
  assertClose(distances, { psi, js, hellinger, linf, ...(feature.type === 'numeric' && { ks }) }, 1e-9);
  assertClose(drift.threshold, oracle.threshold, 1e-9);
  if ('outOfRange' in oracle) assert.equal(bins.outOfRange(counts), oracle.outOfRange);
}

for (const oracle of oracles.numeric) {
  test(`bins and distances equal those of NumPy and SciPy: ${oracle.name}`, () => {
    const feature = featureOf(oracle.values, 'numeric');
    const { counts, edges, min, max, mean, std } = oracle;
    assertClose(feature, {
      name: 'value',
      type: 'numeric',
      edges,
      counts,
      min,
      max,
      mean,
      std,
      missing: 0,
    });
    assertDrift(feature, oracle);
  });
}

for (const oracle of oracles.categorical) {
  test(`categories and distances equal those of SciPy: ${oracle.name}`, () => {
    const feature = featureOf(oracle.values, 'categorical', oracle.most);
    assert.deepEqual(feature.type === 'categorical' && feature.categories, oracle.categories);
    assertDrift(feature, oracle);
  });
}
