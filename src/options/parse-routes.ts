import type { Request } from '../express/http.ts';
import {
  type PredictRouteMatcher,
  predictRouteMatcher,
  type RoutePattern,
  type RoutesOption,
} from '../express/predict-routes.ts';
import { callback, either, listOf } from './checks.ts';
import type { Check, OptionReader } from './option-reader.ts';

export const routePattern: Check<RoutePattern> = {
  expected: "a path that starts with '/', or a RegExp",
  accepts: (value): value is RoutePattern =>
    value instanceof RegExp || (typeof value === 'string' && value.startsWith('/')),
};

const routes: Check<RoutesOption> = {
  ...either(
    either(routePattern, listOf(routePattern, 'a list of these')),
    callback<(req: Request) => boolean>('(req) => boolean'),
  ),
  expected: "a path that starts with '/', a RegExp, a list of these, or a function (req) => boolean",
};

export function parseRoutes(options: OptionReader): PredictRouteMatcher {
  return predictRouteMatcher(options.read('routes', routes));
}
