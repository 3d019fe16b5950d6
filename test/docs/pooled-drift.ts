import { driftedShare } from '../../src/domain/drift-snapshot.ts';
import { featureBins } from '../../src/domain/feature-bins.ts';
import { FeatureComparison } from '../../src/domain/feature-comparison.ts';
import type { Rate } from '../../src/domain/feature-rates.ts';
import type { Baseline, BaselineRow } from '../../src/index.ts';
import type { Answers } from './prometheus-query.ts';

/** The rows that the replicas have counted together, by model version. */
export type RowsByVersion = Readonly<Record<string, readonly BaselineRow[]>>;

/** Rows of one version beside a baseline, as if one process had counted them, each so many times. */
function compare(baseline: Baseline, rows: readonly BaselineRow[], times: number): FeatureComparison[] {
  const { features, prediction } = baseline;
  return [...features, ...(prediction === undefined ? [] : [prediction])].map((feature) => {
    const bins = featureBins(feature, baseline.rows);
    const counts = new Float64Array(bins.places);
    for (const { features: values, output } of rows) {
      const value = feature === prediction ? output : Reflect.get(Object(values), feature.name);
      const place = bins.placeOf(value);
      counts[place] = (counts[place] ?? 0) + times;
    }
    return new FeatureComparison(bins, counts);
  });
}

/** What the rules of docs/promql.md have to record of these rows, by the name of the rule. */
export function pooledDrift(
  baseline: Baseline,
  versions: RowsByVersion,
  times = 1,
): Readonly<Record<string, Answers>> {
  const compared = Object.entries(versions).map(
    ([version, rows]) => [version, compare(baseline, rows, times)] as const,
  );
  const perFeature = (read: (comparison: FeatureComparison) => number | undefined): Answers =>
    defined(
      compared.flatMap(([version, comparisons]) =>
        comparisons.map((comparison) => [`${version} ${comparison.bins.name}`, read(comparison)] as const),
      ),
    );
  return {
    'model_version_feature:psi:value': perFeature(({ drift }) => drift.psi),
    'model_version_feature:psi_threshold:value': perFeature(({ drift }) => drift.threshold),
    'model_version_feature:drifted:bool': perFeature(({ drift: { verdict } }) =>
      verdict === 'not_enough_rows' ? undefined : Number(verdict === 'drifted'),
    ),
    'model_version:drifted_features:ratio': defined(
      compared.map(([version, comparisons]) => [version, driftedShare(comparisons).share] as const),
    ),
    'model_version_feature:missing:ratio': perFeature(({ rates }) => shareOf(rates.missing)),
    'model_version_feature:unseen:ratio': perFeature(({ rates }) => shareOf(rates.unseen)),
    'model_version_feature:out_of_range:ratio': perFeature(({ rates }) => shareOf(rates.outOfRange)),
  };
}

function shareOf(rate: Rate | undefined): number | undefined {
  return rate === undefined || rate.rows === 0 ? undefined : rate.hits / rate.rows;
}

function defined(entries: readonly (readonly [string, number | undefined])[]): Answers {
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => entry[1] !== undefined));
}
