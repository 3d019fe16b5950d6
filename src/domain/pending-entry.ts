import { saidBy } from './label-reader.ts';
import type { ModelRules, ModelState, Observation } from './model-state.ts';
import { asPlainList } from './output.ts';
import type { PendingEntry } from './pending-store.ts';
import { type Prediction, type Scores, unwrapSingle } from './prediction.ts';

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
  const output = saidBy(prediction, meaning);
  if (isLabelled) return { id, time, model, version, output, labelled: true };
  const scores = keptScores(prediction, rules);
  // Written out: on Node 20 an object that begins with a spread has a hidden class of its own, twice the memory.
  return {
    id,
    time,
    model,
    version,
    output,
    ...(scores === undefined ? {} : { scores }),
    ...(task.name === 'auto' ? {} : { task: task.name }),
  };
}

/**
 * The scores, whatever classes they are of: those of the model version are read when the label is. Not the scores
 * of very many classes, as a hundred thousand predictions may wait.
 */
function keptScores({ output, scores }: Prediction, { limits, drops }: ModelRules): Scores | undefined {
  const beside = unwrapSingle(asPlainList(scores));
  if (typeof beside === 'number') return beside;
  const given = beside ?? unwrapSingle(asPlainList(output));
  if (typeof given !== 'object' || given === null) return undefined;
  // A copy: a handler may fill the same list again for the next prediction.
  const copy = Array.isArray(given) ? given.slice() : { ...given };
  if (Object.keys(copy).length <= limits.classes) return copy as Scores;
  drops.count('scores');
  return undefined;
}
