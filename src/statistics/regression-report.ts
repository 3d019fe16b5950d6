import { checkFinite, checkSameLength } from './argument-checks.ts';
import { quantile } from './quantile.ts';
import { type RegressionFigures, RegressionSums } from './regression-sums.ts';

/** Figures of a regression; what cannot be said is `undefined`. */
export interface RegressionReport extends RegressionFigures {
  /** Half of the rows are off by no more than this. */
  readonly medianAbsoluteError: number | undefined;
}

/**
 * The usual figures of a regression, from truths and outputs.
 * They equal scikit-learn's, except that `mape` leaves out rows whose truth is 0, and that `r2` is `undefined`
 * when all truths are equal.
 *
 * @param truth - per row: what turned out to be right, a finite number.
 * @param output - per row: what the model said, a finite number.
 * @returns errors in the unit of the truth (`mse` in its square), `mape` as a ratio, `r2` <= 1; `undefined` where
 *   there are no rows to say it from, or where it is larger than a number can be.
 * @throws RangeError when the lengths differ or a number is not finite.
 * @see R. Hyndman, A. Koehler, Another look at measures of forecast accuracy, International Journal of Forecasting
 *   22 (2006), section 2; T. Kvålseth, Cautionary note about R², The American Statistician 39 (1985), equation 1
 * Cost: sorting for the median, O(n log n). `RegressionSums` and `QuantileSketch` do it for a stream.
 */
export function regressionReport(truth: ArrayLike<number>, output: ArrayLike<number>): RegressionReport {
  checkSameLength({ truth, output });
  checkFinite({ truth, output });
  const sums = new RegressionSums();
  const absoluteErrors = new Float64Array(truth.length);
  for (let row = 0; row < truth.length; row += 1) {
    const [right, said] = [truth[row] as number, output[row] as number];
    sums.add(right, said);
    absoluteErrors[row] = Math.abs(said - right);
  }
  return { ...sums.figures(), medianAbsoluteError: medianOf(absoluteErrors.sort()) };
}

function medianOf(sorted: Float64Array): number | undefined {
  // The upper of the two middle ones: when it overflowed there is no median.
  return Number.isFinite(sorted[sorted.length >> 1]) ? quantile(sorted, 0.5) : undefined;
}
