import {
  type PredictRouteMatcher,
  pathMatcher,
  predictRouteMatcher,
  type RoutePattern,
  type RoutesOption,
} from '../express/predict-routes.ts';
import { arrayOf, callback, either } from './checks.ts';
import { describeValue } from './describe-value.ts';
import type { Check, OptionReader } from './option-reader.ts';

export const routePattern: Check<RoutePattern> = {
  expected: 'a path that starts with "/", or a RegExp',
  accepts: (value): value is RoutePattern => value instanceof RegExp || (isPath(value) && isPattern(value)),
  found: (value) =>
    isPath(value) ? `${describeValue(value)}, where a :name stands twice or is no name` : undefined,
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

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('/');
}

function isPattern(path: string): boolean {
  try {
    pathMatcher([path]);
    return true;
  } catch {
    return false;
  }
}
