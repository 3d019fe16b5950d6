import type { Protocol } from 'express-model-monitor';

/**
 * Openscoring, which serves PMML models: `{ id, arguments }` in, `{ id, results }` out. One of the results is the
 * prediction; `probability(CLASS)` beside it are its scores.
 */
export function openscoring(target: string): Protocol {
  return {
    name: 'openscoring',
    decode({ requestBody, responseBody }) {
      const request = requestBody as { id?: string; arguments?: Record<string, unknown> } | undefined;
      const { results } = responseBody as { results?: Record<string, unknown> };
      if (results?.[target] === undefined) return { unread: 'output' };
      const scores = Object.entries(results).flatMap(([name, value]) => {
        const label = /^probability\((.*)\)$/.exec(name)?.[1];
        return label === undefined ? [] : [[label, Number(value)]];
      });
      return {
        id: request?.id,
        features: request?.arguments,
        output: results[target],
        scores: Object.fromEntries(scores),
      };
    },
  };
}
