import { isUnread, type Unread, unread } from '../domain/prediction.ts';
import { isObject, type JsonObject, member } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Batch, DecodeInput, RecognisableProtocol } from './protocol.ts';
import { type RowOutput, readRowOutput } from './row-output.ts';
import { asArray, asList, type List } from './sequence.ts';
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
    if (names !== undefined && names.length === values?.length) {
      return scoredClasses(asArray(names), values) ?? readRowOutput(prediction);
    }
  }
  return regression(prediction) ?? readRowOutput(prediction);
}

/** Classes with a score each; the output is the class that has the highest. */
function scoredClasses(names: readonly unknown[], values: List): RowOutput | undefined {
  const scores: [name: string, score: number][] = [];
  for (const [index, name] of names.entries()) {
    const score = values[index];
    if (typeof name !== 'string' || typeof score !== 'number') return undefined;
    scores.push([name, score]);
  }
  const [top] = scores.toSorted(([, a], [, b]) => b - a);
  return { output: top?.[0], scores: Object.fromEntries(scores) };
}

/** A tabular regression's `value`, with bounds beside it. */
function regression(prediction: JsonObject): RowOutput | undefined {
  const value = member(prediction, 'value');
  return typeof value === 'number' ? { output: value } : undefined;
}
