import { zSquared } from '../statistics/z-squared.ts';
import type { Figure } from './figure.ts';
import { binary, call, equals, inParentheses, promqlNumber, series } from './promql.ts';

/** What a figure is held against. */
export interface Limit {
  readonly isAbove: boolean;
  readonly bound: number;
  readonly minCount: number;
  /** Of the interval that has to lie beyond the bound, where the figure is a share. */
  readonly confidence: number;
}

/** When a figure is beyond its bound. */
export interface Condition {
  /** By so much that chance alone hardly brought it there: enough to begin to fire. */
  readonly sure: string;
  /** By anything: enough to fire on, as a figure close to its bound would otherwise fire anew with every few rows. */
  readonly beyond: string;
}

export function conditionOf(figure: Figure, limit: Limit): Condition {
  const { value, n } = figure;
  const { isAbove, bound, minCount } = limit;
  const beyond = binary(value, isAbove ? '>' : '<', promqlNumber(bound));
  const enough = binary(n, '>=', String(minCount));
  return { sure: binary(surelyBeyond(figure, limit) ?? beyond, 'and', enough), beyond };
}

/**
 * Wilson's interval lies beyond a bound b just when the share itself does by more than z √(b (1 - b) / n), as it is the
 * score test turned round. So PromQL needs no interval, and the value of an alert stays the share.
 *
 * @returns `undefined` for what is no share, and for a bound that is not inside 0..1: there is nothing to be unsure of.
 */
export function surelyBeyond({ value, n, isShare }: Figure, limit: Limit): string | undefined {
  const { isAbove, bound, confidence } = limit;
  const variance = bound * (1 - bound);
  if (!isShare || variance <= 0) return undefined;
  const farther = `${promqlNumber(Math.sqrt(zSquared(confidence) * variance))} / ${call('sqrt', n)}`;
  const side = isAbove ? '+' : '-';
  return binary(value, isAbove ? '>' : '<', binary(promqlNumber(bound), side, farther));
}

/**
 * Begins to hold when a condition is sure, and ends when the figure is back within its bound.
 *
 * @param labels - that tell alerts of this name apart.
 */
export function lasting({ sure, beyond }: Condition, alert: string, labels: readonly string[]): string {
  const firing = series('ALERTS', [equals('alertname', alert), 'alertstate="firing"']);
  const stillBeyond = binary(beyond, `and on (${labels.join(', ')})`, firing);
  return binary(inParentheses(sure), 'or', inParentheses(stillBeyond));
}
