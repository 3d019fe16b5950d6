import { type FigureSnapshot, figureSnapshot } from './figure-snapshot.ts';
import { isChosen, type ModelChoice } from './model-choice.ts';
import type { ExpectedHits } from './model-drift.ts';
import type { ModelState } from './model-state.ts';
import { retainedSlots, type SlotCounts, type WindowRules } from './model-window.ts';
import type { Models } from './models.ts';
import type { TaskName } from './prediction.ts';
import { qualityFigures } from './quality-figures.ts';
import type { TimeSpan } from './time-slots.ts';

/** How every model version did over time, as plain JSON. Members may be added, never changed. */
export interface Series {
  readonly schema: 'express-model-monitor/series@1';
  /** ISO 8601. */
  readonly time: string;
  /** Length of a point, in seconds. */
  readonly slotSeconds: number;
  /** How far back the points go. */
  readonly retentionSeconds: number;
  /** In the order in which they were first seen. */
  readonly models: readonly ModelSeries[];
}

export interface ModelSeries {
  readonly model: string;
  readonly version: string;
  readonly task: TaskName | 'auto';
  /** Oldest first; a time in which nothing happened has none. */
  readonly points: readonly SeriesPoint[];
}

/** What happened from `start` on for so many seconds; a label counts when it came. */
export interface SeriesPoint {
  /** ISO 8601. */
  readonly start: string;
  /** As `slotSeconds`, but for the first point and the last, which goes on. */
  readonly seconds: number;
  readonly requests: number;
  /** Server errors and aborts. */
  readonly failures: number;
  readonly predictions: number;
  readonly unread: number;
  readonly labels: number;
  /** Of the whole model; what cannot be said is left out. */
  readonly figures: readonly SeriesFigure[];
}

export interface SeriesFigure extends Omit<FigureSnapshot, 'metric' | 'class'> {
  readonly metric: SeriesMetric;
}

/** The figures that a point has, as far as they can be said. */
const SERIES_METRICS = [
  'accuracy',
  'precision',
  'recall',
  'f1',
  'mae',
  'rmse',
  'error_rate',
  'latency_p50',
  'latency_p95',
  'latency_p99',
  'throughput',
] as const;

export type SeriesMetric = (typeof SERIES_METRICS)[number] | 'estimated_accuracy';

export interface SeriesSource extends WindowRules {
  readonly models: Models;
}

/** Points of a version; more would be finer than a chart can show. */
const MOST_POINTS = 120;
/** Points in all, of some 700 bytes each, when there are many versions; but not fewer of one than this. */
const MOST_POINTS_IN_ALL = 600;
const FEWEST_POINTS = 12;

/**
 * @param time - now.
 * @param choice - of which model, or of which of its versions; of all by default.
 */
export function takeSeries(source: SeriesSource, time: Date, choice: ModelChoice = {}): Series {
  const states = Array.from(source.models).filter((state) => isChosen(state, choice));
  const { slots, slotSeconds, now } = retainedSlots(source);
  const mostPoints = Math.max(FEWEST_POINTS, Math.floor(MOST_POINTS_IN_ALL / Math.max(1, states.length)));
  const slotsEach = Math.ceil(slots / Math.min(MOST_POINTS, mostPoints));
  // Both clocks are read now: what was counted before the wall clock was set is told by the time it has since.
  const clockStartedMs = time.getTime() - 1000 * now();
  return {
    schema: 'express-model-monitor/series@1',
    time: time.toISOString(),
    slotSeconds: slotSeconds * slotsEach,
    retentionSeconds: source.retentionSeconds,
    models: states.map((state) => modelSeries(state, { slotsEach, clockStartedMs })),
  };
}

interface PointRules {
  readonly slotsEach: number;
  /** When the clock of the slots was at 0, in milliseconds since 1970. */
  readonly clockStartedMs: number;
}

function modelSeries(state: ModelState, { slotsEach, clockStartedMs }: PointRules): ModelSeries {
  const { model, version, task } = state;
  const estimates = new Map(
    state.baseline?.drift?.expectedHits.spans(slotsEach).map(({ number, counts }) => [number, counts]),
  );
  const points = state.window.slots.spans(slotsEach).map((span) => ({
    start: new Date(Math.round(clockStartedMs + 1000 * span.startSeconds)).toISOString(),
    ...countsOf(span),
    figures: [...figuresOf(span, state), ...estimateOf(estimates.get(span.number))],
  }));
  return { model, version, task: task.name, points };
}

function countsOf({ seconds, counts }: TimeSpan<SlotCounts>): Omit<SeriesPoint, 'start' | 'figures'> {
  const { requests, failures, predictions, unread } = counts.traffic;
  return { seconds, requests, failures, predictions, unread, labels: counts.labels.labels };
}

function figuresOf({ seconds, counts }: TimeSpan<SlotCounts>, state: ModelState): readonly SeriesFigure[] {
  const { traffic, labels } = counts;
  const figures = qualityFigures({ traffic, labels, seconds }, state.tally(labels));
  return SERIES_METRICS.flatMap((metric) => {
    const figure = figures.find((one) => one.metric === metric && one.class === '');
    if (figure === undefined) return [];
    const { class: _, ...told } = figureSnapshot(figure);
    return [{ ...told, metric }];
  });
}

function estimateOf(expected: ExpectedHits | undefined): readonly SeriesFigure[] {
  if (expected === undefined || expected.rows === 0) return [];
  return [{ metric: 'estimated_accuracy', value: expected.hits / expected.rows, n: expected.rows }];
}
