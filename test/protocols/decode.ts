import { DEFAULT_LIMITS } from '../../src/domain/limits.ts';
import { isUnread, type Unread } from '../../src/domain/prediction.ts';
import type { Batch, DecodeInput, PredictRequest, Protocol } from '../../src/protocols/protocol.ts';

/** What may be said of an input beside its two bodies. */
export type InputOptions = Partial<Pick<DecodeInput, 'responseType' | 'limits'>> & {
  readonly url?: string;
  readonly contentType?: string;
};

/** Two bodies that are JSON, within the default limits, unless told otherwise. */
export function inputOf(
  requestBody: unknown,
  responseBody: unknown,
  { url = '/predict', contentType = 'application/json', ...others }: InputOptions = {},
): DecodeInput {
  const req = { url, headers: { 'content-type': contentType } } as unknown as PredictRequest;
  return {
    req,
    requestBody,
    responseBody,
    responseType: 'application/json',
    limits: DEFAULT_LIMITS,
    ...others,
  };
}

/**
 * The predictions that stand in two bodies, or why they cannot be read; what is undefined in a
 * prediction is left out. A batch says more of itself than its predictions only when there is more to say.
 */
export function decode(
  protocol: Protocol,
  requestBody: unknown,
  responseBody: unknown,
  options: InputOptions = {},
): unknown {
  const decoded = protocol.decode(inputOf(requestBody, responseBody, options)) as Batch | Unread;
  if (isUnread(decoded)) return decoded;
  const predictions = decoded.predictions.map(withoutUndefined);
  const isAll = decoded.rows === predictions.length;
  if (isAll && decoded.id === undefined) return predictions;
  return withoutUndefined({ predictions, rows: isAll ? undefined : decoded.rows, id: decoded.id });
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
