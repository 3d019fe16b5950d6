import type { DriftDetail } from '../domain/drift-snapshot.ts';
import { Drops } from '../domain/drops.ts';
import type { PredictionEvent } from '../domain/event.ts';
import { type ModelSnapshot, modelSnapshot, readVersion } from '../domain/model-snapshot.ts';
import type { ModelRules, ModelState } from '../domain/model-state.ts';
import type { WindowRules } from '../domain/model-window.ts';
import { Models } from '../domain/models.ts';
import { Routes } from '../domain/routes.ts';
import type { EventClock, TimeSpan } from './report-time.ts';

/** How models are counted; the window is the report's own. */
export type ReportRules = Omit<ModelRules, 'window' | 'drops'>;

/** The time that is counted. */
export interface CountedTime {
  readonly span: TimeSpan;
  readonly clock: EventClock;
  /** Of that clock. */
  readonly window: WindowRules;
}

/**
 * What the events of some time add up to, by model version: in the very state that a monitor keeps, so that a report
 * and a live page cannot disagree.
 */
export class EventCounts {
  readonly rules: ModelRules;
  readonly models: Models;
  readonly drops: Drops = new Drops();
  readonly #time: CountedTime;
  readonly #routes: Routes;
  readonly #asked = new Map<ModelState, TimeSpan>();

  constructor(rules: ReportRules, time: CountedTime) {
    this.rules = { ...rules, window: time.window, drops: this.drops };
    this.#time = time;
    this.models = new Models(this.rules);
    this.#routes = new Routes(rules.limits.routes, (part) => this.drops.count(part));
  }

  /** The state that counts a prediction; its request is counted with the first row. */
  stateFor(event: PredictionEvent, timeMs: number): ModelState {
    const state = this.#stateOf(event, timeMs);
    const { firstMs, lastMs } = this.#asked.get(state) ?? { firstMs: timeMs, lastMs: timeMs };
    this.#asked.set(state, { firstMs: Math.min(firstMs, timeMs), lastMs: Math.max(lastMs, timeMs) });
    if (isFirstRow(event.id)) this.#countRequest(state, event);
    return state;
  }

  /** At the end of the time. */
  snapshots(detail: DriftDetail): readonly ModelSnapshot[] {
    this.#time.clock.set(this.#time.span.lastMs);
    return Array.from(this.models, (state) => {
      const { firstMs = 0, lastMs = 0 } = this.#asked.get(state) ?? {};
      return {
        ...modelSnapshot(readVersion(state), detail),
        // The state looks at the clock on the wall.
        firstAskedAt: new Date(firstMs).toISOString(),
        lastAskedAt: new Date(lastMs).toISOString(),
      };
    });
  }

  /** Events do not come in the order of time: whenever a version came in, it is there from the beginning. */
  #stateOf({ model_name, model_version }: PredictionEvent, timeMs: number): ModelState {
    const { clock, span } = this.#time;
    clock.set(span.firstMs);
    const state = this.models.state(model_name, model_version);
    clock.set(timeMs);
    return state;
  }

  #countRequest(state: ModelState, { route, outcome, latency_ms }: PredictionEvent): void {
    if (isAbsent(route) || isAbsent(outcome) || isAbsent(latency_ms)) return;
    const seconds = latency_ms / 1000;
    state.countRequest(this.#routes.seriesOf(route), {
      outcome,
      latencySeconds: seconds,
      durationSeconds: seconds,
      predictionId: undefined,
      traceId: undefined,
    });
  }
}

/** The rows of a request are called `ID#0`, `ID#1` and so on; a row alone has the request's id. */
function isFirstRow(id: string): boolean {
  return !id.includes('#') || id.endsWith('#0');
}

/** What did not travel through Express has no request: `null` where we wrote it, others may leave it out. */
function isAbsent<T>(value: T | null | undefined): value is null | undefined {
  return value === null || value === undefined;
}
