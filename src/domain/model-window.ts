import { LabelCounts, type LabelCountsShape, type LabelledRow } from './label-counts.ts';
import { LabelRanks } from './label-ranks.ts';
import type { Outcome } from './request-record.ts';
import { type Mergeable, TimeSlots, type TimeSlotsOptions } from './time-slots.ts';
import { TrafficCounts } from './traffic-counts.ts';

/** A window is this many slots of time: it moves on by a tenth of itself. */
export const SLOTS_PER_WINDOW = 10;

export interface WindowRules {
  readonly windowSeconds: number;
  /** How far back the counts of single slots are kept; at least the window. */
  readonly retentionSeconds: number;
  /** Seconds on a clock that never goes back. */
  readonly now: () => number;
}

/** The slots that are kept, as `TimeSlots` takes them. */
export function retainedSlots({
  windowSeconds,
  retentionSeconds,
  now,
}: WindowRules): Omit<TimeSlotsOptions<never>, 'create'> {
  const slotSeconds = windowSeconds / SLOTS_PER_WINDOW;
  const slots = Math.max(SLOTS_PER_WINDOW, Math.ceil(retentionSeconds / slotSeconds));
  return { slotSeconds, slots, now };
}

/** What one slot of time counts of a model version. */
export class SlotCounts implements Mergeable<SlotCounts> {
  readonly traffic: TrafficCounts = new TrafficCounts();
  readonly labels: LabelCounts;

  constructor(shape: LabelCountsShape) {
    this.labels = new LabelCounts(shape);
  }

  merge(other: SlotCounts): void {
    this.traffic.merge(other.traffic);
    this.labels.merge(other.labels);
  }
}

/** The sums over some time up to now. */
export interface RecentSums {
  readonly traffic: TrafficCounts;
  readonly labels: LabelCounts;
  /** How much of the time the monitor was there for. */
  readonly seconds: number;
}

/** The sums over the current window. */
export interface WindowSums extends RecentSums {
  /** Summed when first read, which has to be at once. */
  readonly ranks: LabelRanks;
}

/** What happened to a model version lately, by slots of time. A label counts when it becomes known. */
export class ModelWindow {
  readonly slots: TimeSlots<SlotCounts>;
  readonly #ranks: TimeSlots<LabelRanks>;
  readonly #slotSeconds: number;

  constructor(rules: WindowRules, shape: LabelCountsShape) {
    const ring = retainedSlots(rules);
    this.#slotSeconds = ring.slotSeconds;
    this.slots = new TimeSlots({ ...ring, create: () => new SlotCounts(shape) });
    this.#ranks = new TimeSlots({
      ...ring,
      slots: SLOTS_PER_WINDOW,
      create: () => new LabelRanks(shape.confusionClasses),
    });
  }

  addRequest(outcome: Outcome, latencySeconds: number): void {
    this.slots.current().traffic.addRequest(outcome, latencySeconds);
  }

  addPrediction(): void {
    this.slots.current().traffic.predictions += 1;
  }

  addUnread(): void {
    this.slots.current().traffic.unread += 1;
  }

  addLabel(row: LabelledRow): void {
    this.slots.current().labels.add(row);
    this.#ranks.current().add(row);
  }

  sums(): WindowSums {
    return withRanks(this.sumsOver(), () => this.#ranks.sumOfLast(SLOTS_PER_WINDOW));
  }

  /** Sums without ranks over so many seconds, by default the window; in whole slots, as far as they are retained. */
  sumsOver(seconds?: number): RecentSums {
    // Rounding up, but not from 3.0000000000000004 slots to 4.
    const count = seconds === undefined ? SLOTS_PER_WINDOW : Math.ceil(seconds / this.#slotSeconds - 1e-9);
    const { traffic, labels } = this.slots.sumOfLast(count);
    return { traffic, labels, seconds: this.slots.secondsOfLast(count) };
  }
}

/** Ranks are summed when they are asked for: it takes longer than all the rest, and not every reader asks. */
function withRanks(sums: RecentSums, sumRanks: () => LabelRanks): WindowSums {
  let known: LabelRanks | undefined;
  return {
    ...sums,
    get ranks() {
      known ??= sumRanks();
      return known;
    },
  };
}
