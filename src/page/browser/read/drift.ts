import type { ComparedSnapshot, FeatureSnapshot } from '../../../domain/drift-snapshot.ts';
import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';

/** The output is a feature too. */
const OUTPUT = '@prediction';

/** A model version beside its baseline; `undefined` while there is none. */
export function comparedDrift({ drift }: Pick<ModelSnapshot, 'drift'>): ComparedSnapshot | undefined {
  return drift === undefined || drift.baseline === 'learning' ? undefined : drift;
}

/** Those that moved furthest for their number of rows come first; those that nothing can be said of, last. */
export function byDrift(features: readonly FeatureSnapshot[]): FeatureSnapshot[] {
  return features.toSorted((a, b) => distanceOf(b) - distanceOf(a) || (a.feature < b.feature ? -1 : 1));
}

export function driftedFeatures(features: readonly FeatureSnapshot[]): FeatureSnapshot[] {
  return byDrift(features.filter(({ verdict }) => verdict === 'drifted'));
}

/** How many have drifted, the output among them: also of those that a snapshot of everything leaves out. */
export function driftedCount({ drifted, features }: ComparedSnapshot): number {
  const output = features.find(({ feature }) => feature === OUTPUT);
  return drifted.features + (output?.verdict === 'drifted' ? 1 : 0);
}

/** 1 and more is drifted. */
function distanceOf({ verdict, distances, threshold }: FeatureSnapshot): number {
  if (verdict === 'not_enough_rows' || distances === undefined || threshold === undefined) return -1;
  return distances.psi / threshold;
}

/** What a feature is called: the output and the scores are features too, with names of ours. */
export function featureTitle(feature: string): string {
  if (feature === OUTPUT) return 'Output of the model';
  const [, scored] = /^@score:(.*)$/s.exec(feature) ?? [];
  return scored === undefined ? feature : `Score of ${scored}`;
}
