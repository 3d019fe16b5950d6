import { randomUUID } from 'node:crypto';
import type { ObservedPrediction } from './domain/pending-entry.ts';
import type { Prediction } from './domain/prediction.ts';
import { isValidId } from './domain/prediction-id.ts';
import { DEFAULT_MODEL, DEFAULT_VERSION, nameOf } from './express/model-naming.ts';
import type { MonitorState } from './monitor-state.ts';
import type { Configuration } from './options/parse-options.ts';

/** Counts predictions that did not travel through Express, and answers their ids in order. */
export type RecordPredictions = (predictions: Prediction | readonly Prediction[]) => string[];

/** What cannot be read is counted under reason `format`; it has an id like the others. */
export function predictionRecorder(
  configuration: Configuration,
  { models, labels, events }: MonitorState,
): RecordPredictions {
  const { faults } = configuration;
  const defaultModel = nameOf(configuration.model) ?? DEFAULT_MODEL;
  const defaultVersion = nameOf(configuration.version) ?? DEFAULT_VERSION;
  const stateOf = (prediction?: Prediction) =>
    models.state(nameOf(prediction?.model) ?? defaultModel, nameOf(prediction?.version) ?? defaultVersion);
  const recordOne = (given: unknown): ObservedPrediction | undefined => {
    if (typeof given !== 'object' || given === null) {
      stateOf().countUnread('format');
      return undefined;
    }
    const sent = given as Prediction;
    const prediction = { ...sent, id: isValidId(sent.id) ? sent.id : randomUUID() };
    const state = stateOf(prediction);
    state.markAsked();
    return { prediction, state, observation: state.observe(prediction) };
  };
  return (predictions) => {
    const given: readonly unknown[] = Array.isArray(predictions) ? predictions : [predictions];
    const observed = given.map((one) => faults.guard('request', undefined, () => recordOne(one)));
    const counted = observed.filter((one) => one !== undefined);
    events?.addRecorded(counted);
    faults.guard('feedback', undefined, () => labels?.remember(counted));
    return observed.map((one) => one?.prediction.id ?? randomUUID());
  };
}
