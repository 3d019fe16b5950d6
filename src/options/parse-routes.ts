import {
  type PredictRouteMatcher,
  predictRouteMatcher,
  type RoutePattern,
  type RoutesOption,
} from '../express/predict-routes.ts';
import { arrayOf, callback, either } from './checks.ts';
import type { Check, OptionReader } from './option-reader.ts';

export const routePattern: Check<RoutePattern> = {
  expected: 'a path that starts with "/", or a RegExp',
  accepts: (value): value is RoutePattern =>
    value instanceof RegExp || (typeof value === 'string' && value.startsWith('/')),
};

const routes: Check<RoutesOption> = {
  ...either(
    either(routePattern, arrayOf(routePattern, '')),
    callback<Extract<RoutesOption, (...args: never[]) => unknown>>(''),
  ),
  expected: 'a path that starts with "/", a RegExp, an array of these, or a function (req) => boolean',
};

export function parseRoutes(options: OptionReader): PredictRouteMatcher {
  return predictRouteMatcher(options.read('routes', routes));
}
