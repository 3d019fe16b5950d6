import { BUILT_IN_TOKENS, MORGAN } from './built-in-tokens.ts';
import { nearestName } from './nearest-name.ts';
import { MODEL_TOKENS } from './record-tokens.ts';

/** A token in a format string, `:name` or `:name[argument]`, as `morgan.compile` finds it. */
const TOKEN = /:([-\w]{2,})(?:\[([^\]]+)\])?/g;

/** What morgan has under its own name that is no token; reading `default` would print its deprecation. */
const NO_TOKENS: ReadonlySet<string> = new Set(['compile', 'format', 'token', 'default', 'dev']);

const FORMAT_NAMES = ['combined', 'common', 'default', 'short', 'tiny', 'dev', 'model', 'json'];

/** The names of the tokens in a format string, in order. */
export function tokenNames(format: string): string[] {
  return Array.from(format.matchAll(TOKEN), ([, name = '']) => name);
}

/**
 * Refuses a format string that cannot have been meant: a token that nobody has registered, at which
 * morgan would throw with every request, or a bare word, which it would write as every line.
 *
 * @throws Error that names what is wrong and the nearest right name.
 */
export function checkFormatString(format: string): void {
  const names = tokenNames(format);
  if (names.length === 0 && /^[-\w]+$/.test(format)) {
    throw new Error(`unknown log format "${format}"${suggestion(nearestName(format, FORMAT_NAMES))}`);
  }
  const unknown = new Set(names.filter((name) => !isToken(name)));
  if (unknown.size === 0) return;
  const known = new Set([
    ...BUILT_IN_TOKENS,
    ...Object.keys(MODEL_TOKENS),
    ...Object.keys(MORGAN).filter(isToken),
  ]);
  const problems = Array.from(unknown, (name) => {
    const nearest = nearestName(name, known);
    return `unknown token ":${name}"${suggestion(nearest && `:${nearest}`)}`;
  });
  throw new Error(`${problems.join(', ')} (give tokens of your own to morgan.token() before)`);
}

function suggestion(nearest: string | undefined): string {
  return nearest === undefined ? '' : `: did you mean "${nearest}"?`;
}

function isToken(name: string): boolean {
  if (Object.hasOwn(MODEL_TOKENS, name)) return true;
  return Object.hasOwn(MORGAN, name) && !NO_TOKENS.has(name) && typeof MORGAN[name] === 'function';
}
