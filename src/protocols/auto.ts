import { rememberLast } from '../domain/remember-last.ts';
import { azure } from './azure.ts';
import { isObject } from './body.ts';
import { mlflow } from './mlflow.ts';
import { openInference } from './open-inference.ts';
import { plain } from './plain.ts';
import type { DecodeInput, Protocol, RecognisableProtocol } from './protocol.ts';
import { sagemaker } from './sagemaker.ts';
import { seldon } from './seldon.ts';
import { tensorflow } from './tensorflow.ts';
import { vertex } from './vertex.ts';

/** The formats a path speaks of, the first that fits the bodies being the one. */
const BY_PATH: readonly (readonly [path: RegExp, formats: readonly RecognisableProtocol[]])[] = [
  [/:(?:predict|classify|regress)\/?$/i, [vertex, tensorflow]],
  [/\/v2\/models\/[^/]+(?:\/versions\/[^/]+)?\/infer\/?$/i, [openInference]],
  [/\/invocations\/?$/i, [sagemaker, mlflow]],
];

/** The formats that are told apart by their bodies, the most particular first. */
const BY_BODY: readonly RecognisableProtocol[] = [
  openInference,
  seldon,
  vertex,
  sagemaker,
  tensorflow,
  mlflow,
  azure,
  plain,
];

/** The format of one request: of those its path speaks of, else of all, the first that fits the bodies. */
export function recogniseProtocol(input: DecodeInput): RecognisableProtocol {
  const { originalUrl, url = '' } = input.req;
  const spokenOf = formatsOf(originalUrl ?? url);
  if (spokenOf.length === 0 && isByHand(input)) return plain;
  const fits = (format: RecognisableProtocol): boolean => format.fits(input);
  return spokenOf.find(fits) ?? BY_BODY.find(fits) ?? plain;
}

/**
 * Whether two JSON objects have none of the members by which every other format is told. Asked by names that stand in the
 * source; the formats ask a dozen times by names in variables, which takes a request 1 µs, a tenth of all we do
 * (docs/design.md, "The hot path").
 */
function isByHand({ requestBody, responseBody, responseType }: DecodeInput): boolean {
  if (responseType !== 'application/json' || !isObject(requestBody) || !isObject(responseBody)) return false;
  const { inputs, instances, data, examples, input_data: inputData } = requestBody;
  const { outputs, predictions } = responseBody;
  const isPlainRequest =
    inputs === undefined &&
    instances === undefined &&
    data === undefined &&
    examples === undefined &&
    inputData === undefined;
  return isPlainRequest && outputs === undefined && predictions === undefined;
}

const formatsOf = rememberLast((target): readonly RecognisableProtocol[] => {
  const query = target.indexOf('?');
  const path = query === -1 ? target : target.slice(0, query);
  for (const [pattern, formats] of BY_PATH) {
    if (pattern.test(path)) return formats;
  }
  return [];
});

/** The formats that the `protocol` option knows by name. */
export const PROTOCOLS: Readonly<Record<'plain' | 'tensorflow' | 'open-inference' | 'mlflow', Protocol>> = {
  plain,
  tensorflow,
  'open-inference': openInference,
  mlflow,
};
