import type { AlertInstance } from './alert-instance.ts';
import type { Moment } from './alert-phase.ts';
import type { Drops } from './drops.ts';
import type { ModelState } from './model-state.ts';
import { type AlertPlaces, VersionAlerts, type VersionAlertsParts } from './version-alerts.ts';

/** Alerts kept at most: 200 rules in 50 model versions. More is more than anybody could be told of. */
const MOST_ALERTS = 10_000;

export interface AlertWatchParts extends Omit<VersionAlertsParts, 'places'> {
  readonly models: Iterable<ModelState>;
  readonly now: () => Moment;
  readonly drops: Drops;
}

/** Judges every rule in every model version whenever it is asked to, and tells what changed. */
export class AlertWatch {
  readonly #parts: AlertWatchParts;
  readonly #places: AlertPlaces;
  readonly #versions = new Map<ModelState, VersionAlerts>();

  constructor(parts: AlertWatchParts) {
    this.#parts = parts;
    this.#places = placesOf(MOST_ALERTS, parts.drops);
  }

  /** Every alert, as it was judged last. */
  *[Symbol.iterator](): Generator<AlertInstance> {
    for (const alerts of this.#versions.values()) yield* alerts;
  }

  evaluate(): void {
    const now = this.#parts.now();
    for (const state of this.#parts.models) this.#alertsOf(state).evaluate(now);
  }

  #alertsOf(state: ModelState): VersionAlerts {
    const known = this.#versions.get(state);
    if (known !== undefined) return known;
    const alerts = new VersionAlerts(state, { ...this.#parts, places: this.#places });
    this.#versions.set(state, alerts);
    return alerts;
  }
}

function placesOf(most: number, drops: Drops): AlertPlaces {
  let left = most;
  return {
    take: () => {
      if (left > 0) {
        left -= 1;
        return true;
      }
      drops.count('alerts');
      return false;
    },
    giveBack: () => {
      left += 1;
    },
  };
}
