import type { Baseline, BaselineFeature } from '../domain/baseline.ts';

/** What was read, and what of it was left out. */
export interface BaselineTally {
  readonly rows: number;
  readonly skippedValues: number;
  readonly unknownLabels: number;
}

/** What there is to say about a baseline that was made: a line for it, and one for each kind of thing left out. */
export function baselineNotes(
  { features, rows, task }: Baseline,
  { skippedValues, unknownLabels }: BaselineTally,
): string {
  const ofType = (type: BaselineFeature['type']): number =>
    features.filter((feature) => feature.type === type).length;
  const invalid = features.map((feature) => [feature, invalidRows(feature, rows)] as const);
  const notes = [
    `${rows} rows, ${ofType('numeric')} numeric and ${ofType('categorical')} categorical features, task ${task}`,
    ...invalid
      .filter(([, count]) => count > 0)
      .map(([{ name, type }, count]) => `${name}: ${count} values are not ${type}`),
    skippedValues > 0 &&
      `${skippedValues} values left out: too many features, or names that no feature can have`,
    unknownLabels > 0 && `${unknownLabels} labels left out: no prediction was waiting for them`,
  ];
  return notes
    .filter((note) => note !== false)
    .map((note) => `${note}\n`)
    .join('');
}

/** Rows that are neither counted nor missing. */
function invalidRows(feature: BaselineFeature, rows: number): number {
  const counted = feature.counts.reduce((sum, count) => sum + count, 0);
  const other = feature.type === 'categorical' ? feature.other : 0;
  return rows - counted - other - feature.missing;
}
