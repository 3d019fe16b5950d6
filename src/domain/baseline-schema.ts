import { cleanLabel } from './label-text.ts';

/** What the first member of a baseline file says. */
export const BASELINE_SCHEMA = 'express-model-monitor/baseline@1';

/** Names that begin with this are our own: features that no model has by that name. */
const OWN = '@';
const SCORE = `${OWN}score:`;

/** The feature that stands for a model's output. */
export const PREDICTION_FEATURE = '@prediction';

/** Other categories whose names a baseline keeps at most. */
export const MOST_OTHER_CATEGORIES = 1000;

/** The feature that stands for the scores of one class. */
export function scoreFeature(className: string): string {
  return cleanLabel(SCORE + className);
}

export function isScoreFeature(name: string): boolean {
  return name.startsWith(SCORE);
}

/** Whether a model's feature may have this name: as it is it has to serve as a label value. */
export function isFeatureName(name: string): boolean {
  return name !== '' && !name.startsWith(OWN) && name === cleanLabel(name);
}
