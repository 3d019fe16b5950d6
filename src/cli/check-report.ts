import type { Baseline } from '../domain/baseline.ts';
import { givenOf } from '../domain/baseline-parts.ts';
import type { FeatureComparison } from '../domain/feature-comparison.ts';
import type { Rate } from '../domain/feature-rates.ts';

/** What `check --json` writes. */
export interface CheckReport {
  readonly schema: 'express-model-monitor/check@1';
  readonly model?: string;
  readonly version?: string;
  /** Rows checked, and rows of the baseline. */
  readonly rows: number;
  readonly baselineRows: number;
  /** Names of the features that drifted. */
  readonly drifted: readonly string[];
  readonly features: readonly FeatureReport[];
}

/** One feature. Figures that nothing can be said of are absent. */
export interface FeatureReport {
  readonly name: string;
  readonly type: 'numeric' | 'categorical';
  readonly verdict: 'drifted' | 'stable' | 'not_enough_rows';
  /** Values compared, without missing and invalid ones; and those of the baseline. */
  readonly rows: number;
  readonly baselineRows: number;
  /** The psi from which on so many rows have drifted. */
  readonly threshold?: number;
  readonly psi?: number;
  readonly js?: number;
  readonly hellinger?: number;
  readonly linf?: number;
  readonly ks?: number;
  /** Shares, 0..1. */
  readonly missing?: number;
  readonly invalid?: number;
  readonly unseen?: number;
  readonly outOfRange?: number;
}

export function checkReport(
  { model, version, rows: baselineRows }: Baseline,
  checked: readonly FeatureComparison[],
  rows: number,
): CheckReport {
  const features = checked.map(featureReport);
  const drifted = features.filter(({ verdict }) => verdict === 'drifted').map(({ name }) => name);
  const schema = 'express-model-monitor/check@1';
  return { schema, ...givenOf({ model, version }), rows, baselineRows, drifted, features };
}

function featureReport({ bins, drift, distances, rates }: FeatureComparison): FeatureReport {
  const { verdict, rows, baselineRows, threshold } = drift;
  const { missing, invalid, unseen, outOfRange } = rates;
  return {
    name: bins.name,
    type: bins.type,
    verdict,
    rows,
    baselineRows,
    ...givenOf({ threshold }),
    ...distances,
    ...givenOf({
      missing: shareOf(missing),
      invalid: shareOf(invalid),
      unseen: shareOf(unseen),
      outOfRange: shareOf(outOfRange),
    }),
  };
}

function shareOf(rate: Rate | undefined): number | undefined {
  return rate === undefined || rate.rows === 0 ? undefined : rate.hits / rate.rows;
}
