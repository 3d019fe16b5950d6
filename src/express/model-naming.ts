import type { Faults } from '../domain/faults.ts';
import type { Prediction } from '../domain/prediction.ts';
import { isObject, member } from '../protocols/body.ts';
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
  /** Whether a client may have made a part of it up: a path, or a header that a function reads, can say anything. */
  readonly isDoubtful: boolean;
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
    isDoubtful:
      mayBeMadeUp(said?.model, model, predict.model) || mayBeMadeUp(said?.version, version, predict.version),
  };
}

function mayBeMadeUp(said: unknown, option: unknown, inPath: string | undefined): boolean {
  if (nameOf(said) !== undefined) return false;
  return typeof option === 'function' || (option === undefined && inPath !== undefined);
}

/** A version of 3 is the version "3"; anything else but text is no name. */
export function nameOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function versionIn(responseBody: unknown): string | undefined {
  if (!isObject(responseBody)) return undefined;
  for (const name of VERSION_NAMES) {
    const version = nameOf(member(responseBody, name));
    if (version !== undefined) return version;
  }
  return undefined;
}
