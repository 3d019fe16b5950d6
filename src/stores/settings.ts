import { DEFAULT_LIMITS } from '../domain/limits.ts';
import type { StoreSettings } from '../domain/pending-store.ts';

const DEFAULTS: StoreSettings = {
  ttlMs: 7 * 24 * 3600 * 1000,
  maxEntries: DEFAULT_LIMITS.pendingLabels,
  now: Date.now,
  onFault: (error) => console.error(`express-model-monitor: ${error.message}`),
};

/** What a store goes by: what it was given itself, then what the monitor says, then the defaults. */
export function settingsOf(own: Partial<StoreSettings>, monitor: Partial<StoreSettings> = {}): StoreSettings {
  return {
    ttlMs: own.ttlMs ?? monitor.ttlMs ?? DEFAULTS.ttlMs,
    maxEntries: own.maxEntries ?? monitor.maxEntries ?? DEFAULTS.maxEntries,
    now: own.now ?? monitor.now ?? DEFAULTS.now,
    onFault: own.onFault ?? monitor.onFault ?? DEFAULTS.onFault,
  };
}

/** What a store judges its predictions by at one moment. Times are in milliseconds since 1970. */
export interface Horizon {
  /** Predictions made before this have expired, and taken ids are forgotten. */
  readonly waitingSince: number;
  /** Predictions made before this are forgotten. */
  readonly keptSince: number;
  readonly ttlMs: number;
  readonly maxEntries: number;
}

export function horizonOf({ ttlMs, maxEntries, now }: StoreSettings): Horizon {
  const time = now();
  return { waitingSince: time - ttlMs, keptSince: time - 2 * ttlMs, ttlMs, maxEntries };
}
