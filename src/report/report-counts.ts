import type { DriftDetail } from '../domain/drift-snapshot.ts';
import type { PredictionEvent } from '../domain/event.ts';
import { readVersion } from '../domain/model-snapshot.ts';
import type { ModelRules, ModelState } from '../domain/model-state.ts';
import type { DayReport, Report, ReportColumns } from '../domain/report.ts';
import { takeSeries } from '../domain/series.ts';
import { comparisonsOf } from '../domain/snapshot.ts';
import { EventCounts, type ReportRules } from './event-counts.ts';
import { dayOf, EventClock, type TimeSpan, wholeWindow, windowOfPoints } from './report-time.ts';

export interface ReportCountsOptions {
  readonly rules: ReportRules;
  /** When the first and the last of all events were. */
  readonly span: TimeSpan;
  readonly by: ReportColumns;
}

const EVERYTHING: DriftDetail = { mostFeatures: Number.POSITIVE_INFINITY, estimates: 'all' };
/** Each feature has a histogram, and there may be three months of days. */
const OF_A_DAY: DriftDetail = { mostFeatures: 10, estimates: 'all' };

/** The states in which a prediction counts. */
export interface CountedIn {
  /** That of its model version over everything. */
  readonly whole: ModelState;
  /** That of its time, and that of its day where days are asked for. */
  readonly parts: readonly ModelState[];
}

/** Counts events in all ways that a report tells of: all together, over time, and by day where that is asked for. */
export class ReportCounts {
  readonly #options: ReportCountsOptions;
  readonly #clock: EventClock;
  readonly #whole: EventCounts;
  readonly #overTime: EventCounts;
  /** By their dates. */
  readonly #days = new Map<string, EventCounts>();

  constructor(options: ReportCountsOptions) {
    const { rules, span } = options;
    this.#options = options;
    const clock = new EventClock(span);
    this.#clock = clock;
    this.#whole = new EventCounts(rules, { span, clock, window: wholeWindow(span, clock) });
    this.#overTime = new EventCounts(rules, { span, clock, window: windowOfPoints(span, clock) });
  }

  /** By which the models are counted. */
  get rules(): ModelRules {
    return this.#whole.rules;
  }

  /** Counts the request of a prediction, and says where the prediction and its label are to be counted. */
  statesFor(event: PredictionEvent, timeMs: number): CountedIn {
    const whole = this.#whole.stateFor(event, timeMs);
    const overTime = this.#overTime.stateFor(event, timeMs);
    if (this.#options.by === 'version') return { whole, parts: [overTime] };
    const day = this.#dayAt(this.#clock.timeMs);
    return { whole, parts: [overTime, day.stateFor(event, timeMs)] };
  }

  /** What it all adds up to. */
  summary(): Omit<Report, 'schema' | 'createdAt' | 'worst' | 'events'> {
    const { span, by } = this.#options;
    const [from, to] = [new Date(span.firstMs), new Date(span.lastMs)];
    this.#clock.set(span.lastMs);
    const { models, drops } = this.#whole;
    const { models: modelsOverTime, rules } = this.#overTime;
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      by,
      models: this.#whole.snapshots(EVERYTHING),
      comparisons: comparisonsOf(Array.from(models, readVersion)),
      series: takeSeries({ models: modelsOverTime, ...rules.window }, to),
      drops: Array.from(drops.entries()).filter(({ count }) => count > 0),
      ...(by === 'day' && { days: this.#dayReports() }),
    };
  }

  #dayAt(timeMs: number): EventCounts {
    const { date, ...day } = dayOf(timeMs);
    const known = this.#days.get(date);
    if (known !== undefined) return known;
    const span = sharedBy(day, this.#options.span);
    const window = wholeWindow(span, this.#clock);
    const counts = new EventCounts(this.#options.rules, { span, clock: this.#clock, window });
    this.#days.set(date, counts);
    return counts;
  }

  #dayReports(): readonly DayReport[] {
    return Array.from(this.#days, ([date, counts]) => ({
      date,
      models: counts.snapshots(OF_A_DAY),
    })).toSorted((a, b) => (a.date < b.date ? -1 : 1));
  }
}

function sharedBy(a: TimeSpan, b: TimeSpan): TimeSpan {
  return { firstMs: Math.max(a.firstMs, b.firstMs), lastMs: Math.min(a.lastMs, b.lastMs) };
}
