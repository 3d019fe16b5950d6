import type { HistogramName, METRICS } from '../prometheus/catalogue.ts';
import { aggregate, PER_VERSION, series } from './promql.ts';

type Definition = (typeof METRICS)[number];

/** The names under which counts that only rise are found. */
export type CounterName =
  | Extract<Definition, { type: 'counter' }>['name']
  | `${HistogramName}_${'bucket' | 'sum' | 'count'}`;

export type GaugeName = Extract<Definition, { type: 'gauge' }>['name'];

/** Which series an expression is about, and how far it looks back. */
export interface Scope {
  /** `metrics.prefix` of the monitors. */
  readonly prefix: string;
  /** Of all series, such as `model_name="credit"`. */
  readonly matchers: readonly string[];
  /** As PromQL has it, such as `10m`. */
  readonly range: string;
}

/** How far a counter rose within the range. */
export function increase(scope: Scope, name: CounterName, ...matchers: readonly string[]): string {
  return `increase(${named(scope, name, matchers)}[${scope.range}])`;
}

/** The same of a model version, over all replicas and routes. */
export function total(scope: Scope, name: CounterName, ...matchers: readonly string[]): string {
  return aggregate('sum', PER_VERSION, increase(scope, name, ...matchers));
}

/** How fast it rose, of a model version. */
export function perSecond(scope: Scope, name: CounterName, ...matchers: readonly string[]): string {
  return aggregate('sum', PER_VERSION, `rate(${named(scope, name, matchers)}[${scope.range}])`);
}

/** A gauge as it is now. */
export function gauge(scope: Scope, name: GaugeName, ...matchers: readonly string[]): string {
  return named(scope, name, matchers);
}

/** Something recorded by a rule of ours, which `metrics.prefix` does not reach. */
export function recorded({ matchers }: Scope, name: string): string {
  return series(name, matchers);
}

function named({ prefix, matchers }: Scope, name: string, more: readonly string[]): string {
  return series(prefix + name, [...matchers, ...more]);
}
