import type { Scope } from '../../src/rules/counters.ts';
import { type Counts, counted } from '../../src/rules/counts.ts';

/** What the dashboard lets its readers choose, as queries know it; Grafana puts the choice in its place. */
export const CHOSEN = {
  datasource: inBraces('datasource'),
  prefix: inBraces('prefix'),
  versions: ['model_name=~"$model"', 'model_version=~"$version"'],
  window: '$window',
} as const;

/** The chosen model versions over the chosen window. */
export const WINDOW: Scope = { prefix: CHOSEN.prefix, matchers: CHOSEN.versions, range: CHOSEN.window };

/** The same over the time that a point of a graph stands for. */
export const POINT: Scope = { ...WINDOW, range: '$__rate_interval' };

/** Of what is known of all models together. */
export const OVERALL: Scope = { ...POINT, matchers: [] };

export const COUNTS: Counts = counted(WINDOW);

/** A variable that letters may follow. */
function inBraces(name: string): string {
  return `\${${name}}`;
}
