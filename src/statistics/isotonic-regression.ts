import { checkFinite, checkSameLength } from './argument-checks.ts';
import { lowerBound } from './bucket-counts.ts';

/** A rising line through the points (x, y): straight between them, flat outside. */
export interface IsotonicFit {
  /** Strictly ascending. */
  readonly x: Float64Array;
  /** Ascending, as long as `x`. */
  readonly y: Float64Array;
}

/** A stretch of x with one fitted value, `sum / weight`. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly sum: number;
  readonly weight: number;
}

/**
 * Isotonic regression: the rising line that is closest to the points in least squares.
 * With scores as x and truths (0 or 1) as y it is a calibration: the chance of being right at each score.
 * Points with equal x count as one at their mean. Read it with `isotonicValue`.
 *
 * @param x - finite numbers, in any order.
 * @param y - finite numbers, as many.
 * @returns both ends of every step, at most 2 per distinct x; `undefined` without points.
 * @throws RangeError when the lengths differ or a number is not finite.
 * @see M. Ayer, H. Brunk, G. Ewing, W. Reid, E. Silverman, An empirical distribution function for sampling with
 *   incomplete information, Annals of Mathematical Statistics 26 (1955): pooling of adjacent violators
 * Cost: sorting, O(n log n).
 */
export function isotonicRegression(x: ArrayLike<number>, y: ArrayLike<number>): IsotonicFit | undefined {
  checkSameLength({ x, y });
  checkFinite({ x, y });
  if (x.length === 0) return undefined;
  const points = pooled(pointsByX(x, y)).flatMap(endsOf);
  return {
    x: Float64Array.from(points, (point) => point.x),
    y: Float64Array.from(points, (point) => point.y),
  };
}

/**
 * The fitted value at `x`: on the straight line between the two points of the fit around it, outside them that
 * of the nearest. O(log of their number).
 */
export function isotonicValue(fit: IsotonicFit, x: number): number {
  const last = fit.x.length - 1;
  const above = Math.min(lowerBound(fit.x, x), last);
  const below = Math.max(above - 1, 0);
  const [fromX, toX] = [fit.x[below] as number, fit.x[above] as number];
  const [fromY, toY] = [fit.y[below] as number, fit.y[above] as number];
  if (x >= toX || fromX === toX) return toY;
  return fromY + (toY - fromY) * ((x - fromX) / (toX - fromX));
}

/** One block per distinct x, ascending. */
function pointsByX(x: ArrayLike<number>, y: ArrayLike<number>): readonly Block[] {
  const order = Array.from(x, (_, index) => index);
  order.sort((left, right) => (x[left] as number) - (x[right] as number));
  const points: Block[] = [];
  for (const index of order) {
    const at = x[index] as number;
    const last = points.at(-1);
    const point = { from: at, to: at, sum: y[index] as number, weight: 1 };
    if (last?.to === at) points[points.length - 1] = joined(last, point);
    else points.push(point);
  }
  return points;
}

/** Joins neighbours until the values strictly ascend. */
function pooled(points: readonly Block[]): readonly Block[] {
  const blocks: Block[] = [];
  for (const point of points) {
    let block = point;
    let last = blocks.at(-1);
    while (last !== undefined && last.sum / last.weight >= block.sum / block.weight) {
      block = joined(last, block);
      blocks.pop();
      last = blocks.at(-1);
    }
    blocks.push(block);
  }
  return blocks;
}

function endsOf({ from, to, sum, weight }: Block): readonly { readonly x: number; readonly y: number }[] {
  const ends = from === to ? [from] : [from, to];
  return ends.map((x) => ({ x, y: sum / weight }));
}

function joined(left: Block, right: Block): Block {
  return {
    from: left.from,
    to: right.to,
    sum: left.sum + right.sum,
    weight: left.weight + right.weight,
  };
}
