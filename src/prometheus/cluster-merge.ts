import {
  type ClusterMetric,
  type ClusterSeries,
  isTotal,
  toWireNumber,
  type WireNumber,
} from './cluster-metric.ts';
import { sumExactly } from './cluster-sum.ts';
import { newerExemplar } from './exemplar.ts';
import type { Exemplar } from './metrics-client.ts';

/** A series whose sums have not lost their rounding, so that they can be summed on in any order. */
export interface MergedSeries extends ClusterSeries {
  /** What rounding took from each value; absent where it took nothing. */
  readonly residues?: readonly number[];
}

export interface MergedMetric extends ClusterMetric {
  readonly series: readonly MergedSeries[];
}

/** prom-client's aggregators for gauges; `omit` never gets here. */
const AGGREGATORS: ReadonlyMap<string, (values: readonly number[]) => number> = new Map([
  ['min', (values) => Math.min(...values)],
  ['max', (values) => Math.max(...values)],
  ['average', (values) => sumExactly(values).sum / values.length],
  ['first', ([first = Number.NaN]) => first],
]);

/**
 * The metrics of several workers as those of one: totals are summed, gauges go by their aggregator.
 *
 * @param members - the newest worker first. Where type or buckets of a metric differ, its word counts and
 *   the others are left out: what means different things cannot be added.
 */
export function mergeMetrics(members: readonly (readonly MergedMetric[])[]): MergedMetric[] {
  return groupBy(members.flat(), ({ name }) => name).map(mergeCopies);
}

function mergeCopies(copies: readonly [MergedMetric, ...MergedMetric[]]): MergedMetric {
  const model = copies.find(({ series }) => series.length > 0) ?? copies[0];
  const shape = shapeOf(model);
  const series = copies.filter((copy) => shapeOf(copy) === shape).flatMap((copy) => copy.series);
  const combine = isTotal(model) ? sumSeries : gaugeCombiner(model.aggregator);
  return { ...model, series: groupBy(series, ({ key }) => key).map(combine) };
}

function shapeOf({ type, parts }: ClusterMetric): string {
  return JSON.stringify([type, parts]);
}

type SeriesGroup = readonly [MergedSeries, ...MergedSeries[]];

function sumSeries(group: SeriesGroup): MergedSeries {
  const [first] = group;
  if (group.length === 1) return first;
  const sums = first.values.map((_, part) => {
    const values = numbersOf(group, part);
    if (values.length === 0) return { sum: null, residue: 0 };
    return sumExactly([...values, ...group.map(({ residues }) => residues?.[part] ?? 0)]);
  });
  const values = sums.map(({ sum }) => (sum === null ? null : toWireNumber(sum)));
  const residues = sums.map(({ residue }) => residue);
  const merged = withExemplars({ key: first.key, values }, group);
  return residues.every((residue) => residue === 0) ? merged : { ...merged, residues };
}

function gaugeCombiner(aggregator: string): (group: SeriesGroup) => MergedSeries {
  const aggregate = AGGREGATORS.get(aggregator);
  if (aggregate === undefined) return sumSeries;
  return (group) => {
    const [{ key, values }] = group;
    const combined = values.map((_, part): WireNumber => {
      const numbers = numbersOf(group, part);
      return numbers.length === 0 ? null : toWireNumber(aggregate(numbers));
    });
    return withExemplars({ key, values: combined }, group);
  };
}

function numbersOf(group: SeriesGroup, part: number): number[] {
  return group
    .map(({ values }) => values[part] ?? null)
    .filter((value) => value !== null)
    .map(Number);
}

/** The newest exemplar of each part. */
function withExemplars(series: ClusterSeries, group: SeriesGroup): ClusterSeries {
  const newest = new Map<number, Exemplar>();
  for (const [part, exemplar] of group.flatMap(({ exemplars = [] }) => exemplars)) {
    newest.set(part, newerExemplar(newest.get(part), exemplar) ?? exemplar);
  }
  return newest.size === 0 ? series : { ...series, exemplars: Array.from(newest) };
}

/** Groups in the order in which their keys first come. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return Array.from(groups.values());
}
