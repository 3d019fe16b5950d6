import { isUnread, type Scores, type Unread, unread } from '../domain/prediction.ts';
import { isObject, type JsonObject, member } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Batch, DecodeInput, RecognisableProtocol } from './protocol.ts';
import { type RowOutput, readRowOutput } from './row-output.ts';
import { asList, type List } from './sequence.ts';
import { tensorOutputs, tensorRows } from './tensorflow.ts';
import { truthIn } from './truth.ts';

const RESPONSE_NAMES = ['deployedModelId', 'modelVersionId', 'modelDisplayName'] as const;

/** What AutoML calls the classes of a prediction and their scores. */
const SCORED = [
  ['classes', 'scores'],
  ['displayNames', 'confidences'],
] as const;

/**
 * Google Vertex AI: `instances` in, `predictions` beside the model's id and version out.
 *
 * @see Vertex AI REST reference, PredictResponse; "Get online predictions" for tabular data
 */
export const vertex: RecognisableProtocol = {
  name: 'vertex',
  fits({ requestBody, responseBody }: DecodeInput): boolean {
    if (!isObject(requestBody) || !isObject(responseBody)) return false;
    return (
      member(requestBody, 'instances') !== undefined &&
      RESPONSE_NAMES.some((name) => member(responseBody, name) !== undefined)
    );
  },
  decode({ requestBody, responseBody, limits }: DecodeInput): Batch | Unread {
    if (!isObject(requestBody) || !isObject(responseBody)) return unread('format');
    const rows = tensorRows(requestBody);
    if (isUnread(rows)) return rows;
    const outputs = tensorOutputs(responseBody, rows.length);
    if (isUnread(outputs)) return outputs;
    return joinRows({ rows, outputs, readOutput: readPrediction, truth: truthIn(requestBody) }, limits);
  },
};

function readPrediction(prediction: unknown): RowOutput {
  if (!isObject(prediction)) return readRowOutput(prediction);
  for (const [classes, scores] of SCORED) {
    const [names, values] = [asList(member(prediction, classes)), asList(member(prediction, scores))];
    if (names !== undefined && names.length === values?.length) return scoredClasses(names, values);
  }
  return regression(prediction) ?? readRowOutput(prediction);
}

/** Classes with a score each; the output is the class that has the highest. */
function scoredClasses(names: List, values: List): RowOutput {
  const scores = Array.from({ length: names.length }, (_, index) => [String(names[index]), values[index]]);
  const [top] = scores.toSorted(([, a], [, b]) => Number(b) - Number(a));
  return { output: top?.[0], scores: Object.fromEntries(scores) as Scores };
}

/** A tabular regression's `value`, with bounds beside it. */
function regression(prediction: JsonObject): RowOutput | undefined {
  const value = member(prediction, 'value');
  return typeof value === 'number' ? { output: value } : undefined;
}
