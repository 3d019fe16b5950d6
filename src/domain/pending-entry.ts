import { givenScores, saidBy } from './label-reader.ts';
import type { ModelRules, ModelState, Observation } from './model-state.ts';
import { asPlainList } from './output.ts';
import type { PendingEntry } from './pending-store.ts';
import type { Prediction, Scores } from './prediction.ts';

export interface ObservedPrediction {
  readonly prediction: Prediction;
  readonly observation: Observation;
  readonly state: ModelState;
}

/**
 * What has to be kept of a prediction until its label comes; `undefined` of one that could not be read.
 *
 * @param time - now, in milliseconds since 1970.
 */
export function pendingEntryOf(
  { prediction, observation, state }: ObservedPrediction,
  rules: ModelRules,
  time: number,
): PendingEntry | undefined {
  const { id } = prediction;
  const { meaning, isLabelled } = observation;
  if (meaning === undefined || id === undefined) return undefined;
  const { model, version, task } = state;
  const entry = { id, time, model, version, output: saidBy(prediction, meaning) };
  if (isLabelled) return { ...entry, labelled: true };
  const scores = keptScores(prediction, rules);
  return {
    ...entry,
    ...(scores === undefined ? {} : { scores }),
    ...(task.name === 'auto' ? {} : { task: task.name }),
  };
}

/** Scores of very many classes are not kept: a hundred thousand predictions may wait. */
function keptScores(prediction: Prediction, { limits, drops, ...rules }: ModelRules): Scores | undefined {
  const given = givenScores(prediction, rules);
  if (given === undefined) return undefined;
  if (typeof given === 'number') return prediction.scores === undefined ? undefined : given;
  const scores = asPlainList(given) as Scores;
  if (Object.keys(scores).length <= limits.classes) return scores;
  drops.count('scores');
  return undefined;
}
