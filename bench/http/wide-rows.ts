import { seededNormal } from '../../test/statistics/seeded-random.ts';

const FEATURES = 100;
const TRAINING_ROWS = 1000;
/** Enough that no processor learns them by heart. */
const BODIES = 200;

export type WideFeatures = Readonly<Record<string, number>>;

const normal = seededNormal(1);

function wideRow(): WideFeatures {
  const names = Array.from({ length: FEATURES }, (_, index) => `feature_${index}`);
  return Object.fromEntries(names.map((name) => [name, Math.round(normal() * 1e4) / 1e4]));
}

/** Rows of 100 numbers with names, as a model may have been trained on. */
export const TRAINING: readonly { readonly features: WideFeatures }[] = Array.from(
  { length: TRAINING_ROWS },
  () => ({ features: wideRow() }),
);

/** Requests with rows of the same kind. */
export const WIDE_BODIES: readonly { readonly features: WideFeatures; readonly trueLabel: string }[] =
  Array.from({ length: BODIES }, () => ({ features: wideRow(), trueLabel: 'low' }));
