type Params = Readonly<Record<string, unknown>>;

/**
 * The pattern a mount path was registered with, told from the text it matched: `/tenants/acme` with
 * `{ tid: 'acme' }` is `/tenants/:tid`. Literal text is lower-cased, since the client chooses its
 * case; of two places with the same text the last is taken for the parameter.
 */
export function mountTemplate(matched: string, params: Params): string {
  let head = decodePath(matched);
  let tail = '';
  for (const name of Object.keys(params).reverse()) {
    const value = paramText(params[name]);
    const at = value === '' ? -1 : lastPlaceOf(value, head);
    if (at === -1) continue;
    tail = `:${name}${head.slice(at + value.length).toLowerCase()}${tail}`;
    head = head.slice(0, at);
  }
  return head.toLowerCase() + tail;
}

/**
 * The template of a route below its mount.
 *
 * @param path - what the route was declared with: text, a RegExp (its source stands for it), or a
 *   list of these, of which the one that matched is told from the path.
 * @param asked - the part of the request's path that the route saw.
 */
export function leafTemplate(path: unknown, asked: string): string {
  if (Array.isArray(path)) return leafTemplate(alternativeFor(path.flat(), asked), asked);
  if (path instanceof RegExp) return path.source;
  return typeof path === 'string' ? path : '';
}

export function joinTemplates(mount: string, leaf: string): string {
  const joined = leaf === '/' && mount !== '' ? mount : mount + leaf;
  return joined === '' ? '/' : joined;
}

function decodePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Express 5 gives a wildcard's segments as a list. */
function paramText(value: unknown): string {
  return Array.isArray(value) ? value.join('/') : typeof value === 'string' ? value : '';
}

/** The last place where `value` fills whole segments, else the last place at all; -1 for none. */
function lastPlaceOf(value: string, path: string): number {
  for (let at = path.lastIndexOf(value); at > 0; at = path.lastIndexOf(value, at - 1)) {
    const end = path[at + value.length];
    if (path[at - 1] === '/' && (end === undefined || end === '/')) return at;
  }
  return path.lastIndexOf(value);
}

/** Of several patterns the one whose literal start fits best; among equals, one of as many segments. */
function alternativeFor(patterns: readonly unknown[], asked: string): unknown {
  let best: unknown = patterns[0];
  let bestFit = -1;
  for (const pattern of patterns) {
    const fit =
      pattern instanceof RegExp ? (pattern.test(asked) ? 1 : -1) : literalFit(String(pattern), asked);
    if (fit > bestFit) {
      best = pattern;
      bestFit = fit;
    }
  }
  return best;
}

function literalFit(pattern: string, asked: string): number {
  const special = pattern.search(/[:*{(+?\\]/);
  const literal = special === -1 ? pattern : pattern.slice(0, special);
  if (!asked.toLowerCase().startsWith(literal.toLowerCase())) return -1;
  const hasSameDepth = pattern.split('/').length === asked.split('/').length;
  return 2 * literal.length + (hasSameDepth ? 1 : 0);
}
