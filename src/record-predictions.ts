import { randomUUID } from 'node:crypto';
import type { Models } from './domain/models.ts';
import type { Prediction } from './domain/prediction.ts';
import { isValidId } from './domain/prediction-id.ts';
import { DEFAULT_MODEL, DEFAULT_VERSION, nameOf } from './express/model-naming.ts';
import type { Configuration } from './options/parse-options.ts';

/** Counts predictions that did not travel through Express, and answers their ids in order. */
export type RecordPredictions = (predictions: Prediction | readonly Prediction[]) => string[];

/** What cannot be read is counted under reason `format`; it has an id like the others. */
export function predictionRecorder(configuration: Configuration, models: Models): RecordPredictions {
  const { faults } = configuration;
  const defaultModel = nameOf(configuration.model) ?? DEFAULT_MODEL;
  const defaultVersion = nameOf(configuration.version) ?? DEFAULT_VERSION;
  const recordOne = (given: unknown): string => {
    const prediction = typeof given === 'object' && given !== null ? (given as Prediction) : undefined;
    const model = nameOf(prediction?.model) ?? defaultModel;
    const state = models.state(model, nameOf(prediction?.version) ?? defaultVersion);
    if (prediction === undefined) state.countUnread('format');
    else state.observe(prediction);
    return isValidId(prediction?.id) ? prediction.id : randomUUID();
  };
  return (predictions) => {
    const given: readonly unknown[] = Array.isArray(predictions) ? predictions : [predictions];
    return given.map((prediction) => faults.guard('request', '', () => recordOne(prediction)));
  };
}
