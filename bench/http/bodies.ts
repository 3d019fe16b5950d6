import type { PredictBody } from './predict.ts';
import { WIDE_BODIES } from './wide-rows.ts';

/** One of them is answered wrongly, so that accuracy is not constant. */
const SMALL_BODIES: readonly PredictBody[] = [
  { features: [5.1, 3.5, 1.4, 0.2], trueLabel: 'setosa' },
  { features: [6.4, 3.2, 4.5, 1.5], trueLabel: 'versicolor' },
  { features: [6.3, 3.3, 6.0, 2.5], trueLabel: 'virginica' },
  { features: [5.9, 3.2, 4.8, 1.8], trueLabel: 'versicolor' },
  { features: [6.0, 2.7, 5.1, 1.6], trueLabel: 'versicolor' },
];

/** What the load can send. */
export const BODIES = { small: SMALL_BODIES, wide: WIDE_BODIES } as const satisfies Record<
  string,
  readonly object[]
>;

export type BodiesName = keyof typeof BODIES;
