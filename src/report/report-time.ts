import { SLOTS_PER_WINDOW, type WindowRules } from '../domain/model-window.ts';

/** The times of the first and the last event, in milliseconds since 1970. */
export interface TimeSpan {
  readonly firstMs: number;
  readonly lastMs: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths that a reader can name. */
const POINT_LENGTHS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map((days) => days * DAY),
] as const;

/** As many as a chart can show apart. */
const MOST_POINTS = 100;

/** How long a point of the series over time is, so that there are at most a hundred of them. */
export function pointLengthMs({ firstMs, lastMs }: TimeSpan): number {
  const needed = (lastMs - firstMs) / (MOST_POINTS - 1);
  return POINT_LENGTHS_MS.find((length) => length >= needed) ?? Math.ceil(needed / DAY) * DAY;
}

/** The day that a time lies in, by UTC: its date, and its first and last moment. */
export function dayOf(timeMs: number): TimeSpan & { readonly date: string } {
  const firstMs = Math.floor(timeMs / DAY) * DAY;
  return { date: new Date(firstMs).toISOString().slice(0, 10), firstMs, lastMs: firstMs + DAY - 1 };
}

/** How many days, by UTC, a span touches. */
export function daysIn({ firstMs, lastMs }: TimeSpan): number {
  return Math.floor(lastMs / DAY) - Math.floor(firstMs / DAY) + 1;
}

/** Shows the time of the event that is being read. What a state counts by this clock lands when it happened. */
export class EventClock {
  readonly #span: TimeSpan;
  #timeMs: number;

  constructor(span: TimeSpan) {
    this.#span = span;
    this.#timeMs = span.firstMs;
  }

  /** A log may grow while it is read: what came after its first reading counts at the end. */
  set(timeMs: number): void {
    const { firstMs, lastMs } = this.#span;
    this.#timeMs = Math.min(Math.max(timeMs, firstMs), lastMs);
  }

  get timeMs(): number {
    return this.#timeMs;
  }
}

/** A window that holds everything from `firstMs` to `lastMs`: one slot of time, which never ends. */
export function wholeWindow({ firstMs, lastMs }: TimeSpan, clock: EventClock): WindowRules {
  const slotSeconds = (lastMs - firstMs) / SECOND + 1;
  return {
    ...windowOf(slotSeconds, slotSeconds),
    now: () => (clock.timeMs - firstMs) / SECOND,
  };
}

/** A window whose slots are the points of a series over the span. */
export function windowOfPoints(span: TimeSpan, clock: EventClock): WindowRules {
  const slotSeconds = pointLengthMs(span) / SECOND;
  return {
    ...windowOf(slotSeconds, (MOST_POINTS + 1) * slotSeconds),
    now: () => clock.timeMs / SECOND,
  };
}

function windowOf(slotSeconds: number, retentionSeconds: number): Omit<WindowRules, 'now'> {
  return { windowSeconds: SLOTS_PER_WINDOW * slotSeconds, retentionSeconds };
}
