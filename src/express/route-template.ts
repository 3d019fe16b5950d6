import { pathnameOf } from '../endpoint/pathname.ts';

export type Params = Readonly<Record<string, unknown>>;

/**
 * The pattern a mount path was registered with, told from the text it matched: `/tenants/acme` with
 * `{ tid: 'acme' }` is `/tenants/:tid`. Literal text is lower-cased, since the client chooses its case; of
 * two places with the same text the last is taken for the parameter. When a value is nowhere in the text,
 * because `app.param` changed it, the names stand alone: the template never shows what cannot be told.
 *
 * @param outer - the parameters of the mount around it, which `mergeParams` repeats in `params`.
 */
export function mountTemplate(matched: string, params: Params, outer: Params): string {
  let head = decodePath(matched);
  let tail = '';
  const names = namesInOrder(params);
  for (const name of names.toReversed()) {
    const value = params[name];
    const isOuter = value === outer[name];
    const text = textOf(value);
    let at = lastSegmentsAt(text, head);
    if (at === -1 && isOuter) continue;
    if (at === -1 && typeof value === 'string') at = head.lastIndexOf(text);
    if (at === -1) return names.map((each) => `/${placeholder(each, params)}`).join('');
    tail = placeholder(name, params) + head.slice(at + text.length).toLowerCase() + tail;
    head = head.slice(0, at);
  }
  return head.toLowerCase() + tail;
}

/**
 * The template of a route below its mount.
 *
 * @param path - what the route was declared with: text, a RegExp (its source stands for it), or a list of
 *   these, of which the one that matched is told from the URL.
 * @param url - what was left of the request's URL when the route matched.
 */
export function leafTemplate(path: unknown, url: string): string {
  const pattern = Array.isArray(path) ? alternativeFor(path, pathnameOf(url)) : path;
  if (pattern instanceof RegExp) return pattern.source;
  return typeof pattern === 'string' ? pattern : '';
}

export function joinTemplates(mount: string, leaf: string): string {
  const joined = leaf === '/' && mount !== '' ? mount : mount + leaf;
  return joined === '' ? '/' : joined;
}

/** The parameters that a route's own path does not name: with `mergeParams`, those of its mounts. */
export function paramsOutside(path: unknown, params: Params): Params {
  const own = new Set(Array.from(String(path).matchAll(PARAMETER_NAME), ([, name]) => name));
  return Object.fromEntries(Object.entries(params).filter(([name]) => !own.has(name) && !isUnnamed(name)));
}

/** `:name`, `*name` and, in a RegExp, `(?<name>`. */
const PARAMETER_NAME = /[:*<]"?([\p{ID_Continue}$]+)/gu;

/** As in the path; wildcards and groups without a name, which objects list first, are mostly behind the rest. */
function namesInOrder(params: Params): string[] {
  const names = Object.keys(params).filter((name) => params[name] !== undefined && params[name] !== '');
  return names.sort((a, b) => Number(isUnnamed(a)) - Number(isUnnamed(b)));
}

function isUnnamed(name: string): boolean {
  return /^\d+$/.test(name);
}

function placeholder(name: string, params: Params): string {
  if (isUnnamed(name)) return '*';
  return Array.isArray(params[name]) ? `*${name}` : `:${name}`;
}

function decodePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A parameter's value as it stood in the path: Express 5 gives a wildcard's segments as a list. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('/');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The last place where `text` fills whole segments of a path, less its trailing slash; -1 for none. */
function lastSegmentsAt(text: string, path: string): number {
  if (text === '') return -1;
  const padded = `${path}/`;
  for (let at = padded.lastIndexOf(text); at > 0; at = padded.lastIndexOf(text, at - 1)) {
    const end = at + text.length;
    if (padded[at - 1] === '/' && (padded[end] === '/' || end === padded.length)) return at;
  }
  return -1;
}

interface Alternative {
  readonly declared: unknown;
  /** `undefined` for a pattern that cannot be told. */
  readonly matches: RegExp | undefined;
}

const alternativesByList = new WeakMap<readonly unknown[], readonly Alternative[]>();

/** The first of a route's patterns that matches, as for Express; the first of all when none is sure to. */
function alternativeFor(list: readonly unknown[], path: string): unknown {
  let alternatives = alternativesByList.get(list);
  if (alternatives === undefined) {
    alternatives = list.flat(Number.POSITIVE_INFINITY).map((declared) => ({
      declared,
      matches: matcherOf(declared),
    }));
    alternativesByList.set(list, alternatives);
  }
  const alternative = alternatives.find(({ matches }) => matches?.test(path)) ?? alternatives[0];
  return alternative?.declared;
}

/** What is not plain text in a pattern of Express 4 or 5; the rest of Express 4's is RegExp syntax anyway. */
const PATTERN_SYNTAX =
  /\\.|(\/?):(?:[\p{ID_Continue}$]+|"[^"]+")(\([^)]+\))?(\??)|\*[\p{ID_Continue}$]*|[{}.]/gu;
const AS_REGEXP: Readonly<Record<string, string>> = { '{': '(?:', '}': ')?', '.': '\\.', '*': '.*' };

/** A RegExp close enough to how Express matches a pattern to tell it from its alternatives. */
function matcherOf(pattern: unknown): RegExp | undefined {
  // A global or sticky RegExp remembers where it stopped, and the app's own must not be moved.
  if (pattern instanceof RegExp) return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
  const source = String(pattern).replace(
    PATTERN_SYNTAX,
    (syntax: string, slash: string | undefined, capture = '[^/]+', optional = '') => {
      if (slash !== undefined) return `(?:${slash}${capture})${optional}`;
      return AS_REGEXP[syntax] ?? (syntax.startsWith('*') ? '.+' : syntax);
    },
  );
  try {
    return new RegExp(`^${source}/?$`, 'i');
  } catch {
    return undefined;
  }
}
