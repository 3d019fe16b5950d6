import type { Decoded, PredictRequest, Protocol } from '../../src/protocols/protocol.ts';

/** Decodes two bodies as they come out of JSON; what is undefined in a prediction is left out. */
export function decode(protocol: Protocol, requestBody: unknown, responseBody: unknown): unknown {
  const req = {} as PredictRequest;
  const decoded: Decoded = protocol.decode({ req, requestBody, responseBody });
  return structuredCloneWithoutUndefined(decoded);
}

function structuredCloneWithoutUndefined(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
