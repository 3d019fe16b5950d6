import { nearestName } from '../domain/nearest-name.ts';
import { BUILT_IN_TOKENS, MORGAN } from './built-in-tokens.ts';
import { MODEL_TOKENS } from './record-tokens.ts';

/** A token in a format string, `:name` or `:name[argument]`, as `morgan.compile` finds it. */
const TOKEN = /:([-\w]{2,})(?:\[([^\]]+)\])?/g;

/** What is neither a token nor a format among the functions that morgan carries. */
const METHODS: readonly string[] = ['compile', 'format', 'token'];

/** Formats of morgan's that are no tokens; only to look at `default` would print its deprecation. */
const NO_TOKENS: ReadonlySet<string> = new Set([...METHODS, 'default', 'dev']);

const NO_FORMATS: ReadonlySet<string> = new Set([...METHODS, ...BUILT_IN_TOKENS]);

const FORMAT_NAMES = ['combined', 'common', 'default', 'short', 'tiny', 'dev', 'model', 'json'];

/** The names of the tokens in a format string, in order. */
export function tokenNames(format: string): string[] {
  return Array.from(format.matchAll(TOKEN), ([, name = '']) => name);
}

/** Whether morgan knows a format of this name: its own, or one given to `morgan.format`. */
export function isFormatName(name: string): boolean {
  return Object.prototype.propertyIsEnumerable.call(MORGAN, name) && !NO_FORMATS.has(name);
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
