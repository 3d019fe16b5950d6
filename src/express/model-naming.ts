import type { Faults } from '../domain/faults.ts';
import type { Prediction } from '../domain/prediction.ts';
import { isObject } from '../protocols/body.ts';
import type { Request } from './http.ts';
import type { PredictRoute } from './predict-routes.ts';

export const DEFAULT_MODEL = 'default';
export const DEFAULT_VERSION = 'unversioned';

/** Where response bodies carry the version: Open Inference Protocol, Vertex AI, and by hand. */
const VERSION_NAMES = ['model_version', 'modelVersionId', 'modelVersion'] as const;

export interface ModelNaming {
  readonly model: string | ((req: Request) => string) | undefined;
  readonly version: string | ((req: Request, body: unknown) => string) | undefined;
  readonly faults: Faults;
}

export interface ModelName {
  readonly model: string;
  readonly version: string;
  /** Whether the client made a part of it up, or may have: a path can say anything. */
  readonly isFromPath: boolean;
}

export interface NamedRequest {
  readonly req: Request;
  readonly predict: PredictRoute;
  readonly responseBody: unknown;
  /** What the handler said of the model, which wins. */
  readonly said: Prediction | undefined;
}

/** Which model version answered: by the handler, else by the options, the path, the response body. */
export function nameModel(
  naming: ModelNaming,
  { req, predict, responseBody, said }: NamedRequest,
): ModelName {
  const { model, version, faults } = naming;
  const givenModel = typeof model === 'function' ? faults.guard('model', undefined, () => model(req)) : model;
  const givenVersion =
    typeof version === 'function'
      ? faults.guard('version', undefined, () => version(req, responseBody))
      : version;
  const ownModel = nameOf(said?.model) ?? nameOf(givenModel);
  const ownVersion = nameOf(said?.version) ?? nameOf(givenVersion);
  return {
    model: ownModel ?? predict.model ?? DEFAULT_MODEL,
    version: ownVersion ?? predict.version ?? versionIn(responseBody) ?? DEFAULT_VERSION,
    isFromPath:
      (ownModel === undefined && predict.model !== undefined) ||
      (ownVersion === undefined && predict.version !== undefined),
  };
}

/** A version of 3 is the version "3"; anything else but text is no name. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function versionIn(responseBody: unknown): string | undefined {
  if (!isObject(responseBody)) return undefined;
  for (const name of VERSION_NAMES) {
    const version = nameOf(responseBody[name]);
    if (version !== undefined) return version;
  }
  return undefined;
}
