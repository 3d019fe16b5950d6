import type { ModelChoice } from '../domain/model-choice.ts';

/** What a request asks for by `?model=` and `?version=`. */
export function modelQuery(target: string): ModelChoice {
  const start = target.indexOf('?');
  const parameters = new URLSearchParams(start === -1 ? '' : target.slice(start));
  return {
    model: parameters.get('model') ?? undefined,
    version: parameters.get('version') ?? undefined,
  };
}
