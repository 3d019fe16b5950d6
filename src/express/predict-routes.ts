import { refuseAsync } from '../domain/faults.ts';
import { rememberLast } from '../domain/remember-last.ts';
import type { Request, RequestFunction } from './http.ts';

/** What a predict path says of itself. */
export interface PredictRoute {
  readonly model: string | undefined;
  readonly version: string | undefined;
}

/** Tells the predict requests: what the path says, or `undefined` for any other request. */
export type PredictRouteMatcher = (path: string, req: Request) => PredictRoute | undefined;

export type RoutePattern = string | RegExp;
export type RoutesOption = RoutePattern | readonly RoutePattern[] | RequestFunction<boolean>;

/** The well-known predict paths; a TensorFlow Serving label stands for the version. */
const DEFAULT_PATTERNS: readonly RegExp[] = [
  /(?:^|\/)predict\/?$/i,
  /^\/v1\/models\/(?<model>[^/:]+)(?:\/(?:versions|labels)\/(?<version>[^/:]+))?:(?:predict|classify|regress)\/?$/i,
  /^\/v2\/models\/(?<model>[^/]+)(?:\/versions\/(?<version>[^/]+))?\/infer\/?$/i,
  /^\/invocations\/?$/i,
  /^\/predictions\/(?<model>[^/]+)(?:\/(?<version>[^/]+))?\/?$/i,
];
/** Every path above ends in one of these words or holds this segment: one cheap look rules out the rest. */
const MAY_BE_PREDICT = /(?:predict|classify|regress|infer|invocations)\/?$|^\/predictions\//i;

/** A predict path that names no model. */
export const NOTHING_SAID: PredictRoute = { model: undefined, version: undefined };

export const matchDefaultRoutes: (path: string) => PredictRoute | undefined = rememberLast((path) =>
  MAY_BE_PREDICT.test(path) ? firstMatch(DEFAULT_PATTERNS, path) : undefined,
);

/**
 * A matcher for the `routes` option. In a text pattern `/:name` is one segment and `*` anything; groups
 * called `model` and `version`, also those of a RegExp, name the model.
 */
export function predictRouteMatcher(routes: RoutesOption | undefined): PredictRouteMatcher {
  if (routes === undefined) return matchDefaultRoutes;
  if (typeof routes === 'function')
    return (_path, req) => (refuseAsync(routes(req)) ? NOTHING_SAID : undefined);
  return pathMatcher(typeof routes === 'string' || routes instanceof RegExp ? [routes] : routes);
}

/** Matches a path against patterns; the first that fits says what it knows. */
export function pathMatcher(routes: readonly RoutePattern[]): (path: string) => PredictRoute | undefined {
  const patterns = routes.map((route) => (typeof route === 'string' ? textPattern(route) : stateless(route)));
  return (path) => firstMatch(patterns, path);
}

function firstMatch(patterns: readonly RegExp[], path: string): PredictRoute | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(path);
    if (match === null) continue;
    const { groups } = match;
    if (groups === undefined) return NOTHING_SAID;
    return { model: decoded(groups['model']), version: decoded(groups['version']) };
  }
  return undefined;
}

/**
 * What stands in front of a star is taken where it is first found and never looked for further on, which
 * the lookahead and the reference back to it enforce: so a path is read once, however long it is.
 */
function textPattern(text: string): RegExp {
  const named = new Set<string>();
  const pieces = text
    .replace(/\/$/, '')
    .split(/\*+/)
    .map((piece) => pieceSource(piece, named));
  const end = pieces.pop();
  const taken = pieces.map((piece, index) => {
    const source = index === 0 ? piece : `.*?${piece}`;
    return `(?=(?<taken${index}>${source}))\\k<taken${index}>`;
  });
  return new RegExp(`^${taken.join('')}${taken.length === 0 ? '' : '.*'}${end}/?$`, 'i');
}

/** A group may be named once in a RegExp: the first `:model` and `:version` of a pattern are read. */
function pieceSource(piece: string, named: Set<string>): string {
  const escaped = piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return escaped.replace(/\/:(\w+)/g, (text, name: string, at: number) => {
    const segment = at + text.length === escaped.length ? '[^/]+' : '[^/]+?';
    const isRead = (name === 'model' || name === 'version') && !named.has(name);
    named.add(name);
    return isRead ? `/(?<${name}>${segment})` : `/${segment}`;
  });
}

/** A global or sticky RegExp remembers where it stopped. */
function stateless(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
}

function decoded(segment: string | undefined): string | undefined {
  if (segment === undefined || !segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
