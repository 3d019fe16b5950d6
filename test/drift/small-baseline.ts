import { Baseline, type BaselineOptions, type BaselineRow } from '../../src/index.ts';

const KINDS = ['a', 'a', 'b', 'c'] as const;

/** Forty rows: a size from 0 to 39, a kind of three, of which two are shown, and an output. */
export const SMALL_ROWS: readonly BaselineRow[] = Array.from({ length: 40 }, (_, size) => ({
  features: { size, kind: KINDS[size % 4] },
  output: size < 20 ? 'no' : 'yes',
}));

/** Their baseline: `size` with edges from 3.9 to 35.1, `kind` with `a`, `b` and one other, `c`. */
export function smallBaseline(options: Partial<BaselineOptions> = {}): Baseline {
  return Baseline.fromRows(SMALL_ROWS, {
    createdAt: new Date('2026-01-01'),
    limits: { features: 200, categories: 2 },
    ...options,
  });
}

/** Those of the small baseline, as JSON. */
export const SMALL_CREATED_AT = '2026-01-01T00:00:00.000Z';
