import { ModelState } from '../../src/domain/model-state.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { modelRules } from './model-rules.ts';

/** A model version after these predictions, by rules as `modelMonitor()` makes them, a few of them changed. */
export function observedState(
  predictions: readonly Prediction[],
  rules: Parameters<typeof modelRules>[0] = {},
): ModelState {
  const state = new ModelState('m', '1', modelRules(rules));
  for (const prediction of predictions) state.observe(prediction);
  return state;
}

/** Predictions of text classes, as `prediction/truth`. */
export function labelled(...pairs: readonly string[]): Prediction[] {
  return pairs.map((pair) => {
    const [output, truth] = pair.split('/');
    return { output, truth };
  });
}
