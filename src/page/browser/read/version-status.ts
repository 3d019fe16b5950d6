import type { AlertSnapshot } from '../../../domain/alert-snapshot.ts';
import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import { firing } from './alerts.ts';
import { comparedDrift, driftedCount } from './drift.ts';
import { figureOf } from './figures.ts';

/** How a model version is doing, in a word or two. */
export interface VersionStatus {
  readonly level: 'bad' | 'warning' | 'good' | 'unknown';
  readonly text: string;
}

/** As the alert that `alerts: true` sets: the true share of errors is surely above it. */
const MANY_ERRORS = 0.05;
/** As many labels as an alert wants before it judges. */
const FEWEST_LABELS = 30;

/** The worst that can be said; good only when something has been judged and found right. */
export function versionStatus(model: ModelSnapshot, alerts: readonly AlertSnapshot[]): VersionStatus {
  if (firing(alerts).length > 0) return { level: 'bad', text: 'alert firing' };
  if ((figureOf(model, 'error_rate')?.interval?.lower ?? 0) > MANY_ERRORS) {
    return { level: 'bad', text: 'many errors' };
  }
  const drift = comparedDrift(model);
  if (drift !== undefined && driftedCount(drift) > 0) return { level: 'warning', text: 'drifted' };
  if (alerts.some(({ state }) => state === 'pending')) return { level: 'warning', text: 'alert pending' };
  if (model.window.requests + model.window.predictions === 0) return { level: 'unknown', text: 'no traffic' };
  if (isJudged(model, alerts)) return { level: 'good', text: 'all well' };
  if (model.drift?.baseline === 'learning') return { level: 'unknown', text: 'learning' };
  return { level: 'unknown', text: 'not enough data' };
}

function isJudged(model: ModelSnapshot, alerts: readonly AlertSnapshot[]): boolean {
  const ofQuality = alerts.some(({ state, metric }) => state === 'ok' && metric !== 'error_rate');
  const isCompared = (comparedDrift(model)?.drifted.of ?? 0) > 0;
  return ofQuality || isCompared || model.window.labels >= FEWEST_LABELS;
}
