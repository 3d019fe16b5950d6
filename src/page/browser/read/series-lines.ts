import type { ModelSeries, Series, SeriesFigure, SeriesMetric, SeriesPoint } from '../../../domain/series.ts';
import type { Interval } from '../../../statistics/wilson-interval.ts';
import type { ChartLine } from '../charts/time-chart.ts';

export interface FigureLines {
  /** Seconds since 1970, the middle of each slot, ascending. */
  readonly times: readonly number[];
  /** Those that have anything to show. */
  readonly lines: readonly ChartLine[];
  /** Of the selected version. */
  readonly intervals: readonly (Interval | undefined)[];
}

/**
 * One figure of every version over time, the selected one first. Slots in which nothing happened are there too, so
 * that lines break.
 */
export function figureLines(series: Series, version: string, metric: SeriesMetric): FigureLines {
  const origin = originOf(series);
  const slots = slotsOf(series, origin);
  const figures = (model: ModelSeries, kind: SeriesMetric) =>
    figuresOf(model, { series, origin, slots, kind });
  const selected = series.models.find((model) => model.version === version);
  const others = series.models.filter((model) => model !== selected);
  const measured = selected === undefined ? [] : figures(selected, metric);
  const estimated = selected && metric === 'accuracy' ? figures(selected, 'estimated_accuracy') : [];
  const name = `version ${version}`;
  const lines: ChartLine[] = [
    { name, look: 'selected', ...pointsOf(measured) },
    { name: `${name}, estimated`, look: 'estimated', ...pointsOf(estimated) },
    ...others.map((model, other) => ({
      name: `version ${model.version}`,
      look: { other },
      ...pointsOf(figures(model, metric)),
    })),
  ];
  return {
    times: slots.map((slot) => origin + (slot + 0.5) * series.slotSeconds),
    lines: lines.filter(hasValues),
    intervals: measured.map((figure) => figure?.interval),
  };
}

function hasValues({ values }: ChartLine): boolean {
  return values.some((value) => value !== undefined);
}

function pointsOf(figures: readonly (SeriesFigure | undefined)[]): Pick<ChartLine, 'values' | 'counts'> {
  return { values: figures.map((figure) => figure?.value), counts: figures.map((figure) => figure?.n) };
}

interface Asked {
  readonly series: Series;
  readonly origin: number;
  readonly slots: readonly number[];
  readonly kind: SeriesMetric;
}

function figuresOf(
  { points }: ModelSeries,
  { series, origin, slots, kind }: Asked,
): (SeriesFigure | undefined)[] {
  const bySlot = new Map(points.map((point) => [slotOf(point, series, origin), point]));
  return slots.map((slot) => {
    const point = bySlot.get(slot);
    if (point === undefined || (kind === 'throughput' && hasJustBegun(point, series))) return undefined;
    return point.figures.find(({ metric }) => metric === kind);
  });
}

/** A rate is told per second, and at least of one: earlier in its slot it is far too low. */
function hasJustBegun({ seconds }: SeriesPoint, { slotSeconds }: Series): boolean {
  return seconds < 1 && slotSeconds > 1;
}

/** From the first slot in which anything happened to the last. */
function slotsOf(series: Series, origin: number): number[] {
  const known = series.models.flatMap(({ points }) => points.map((point) => slotOf(point, series, origin)));
  if (known.length === 0) return [];
  const first = known.reduce((least, slot) => Math.min(least, slot));
  return Array.from({ length: 1 - first }, (_, index) => first + index);
}

/** When the newest slot began, in seconds since 1970: the others lie whole slots before it. */
function originOf({ models }: Series): number {
  return models.reduce((latest, { points }) => Math.max(latest, startOf(points.at(-1))), 0);
}

/** A hundredth of a slot for clocks that are not quite alike. */
function slotOf(point: SeriesPoint, { slotSeconds }: Series, origin: number): number {
  return Math.floor((startOf(point) - origin) / slotSeconds + 0.01);
}

function startOf(point: SeriesPoint | undefined): number {
  return point === undefined ? 0 : Date.parse(point.start) / 1000;
}
