/** What stands in a log line where a secret stood. */
export const REDACTED = '[redacted]';

/** Takes secrets out of what is logged; works on text, never on the request. */
export interface Redactor {
  /** Whether a query parameter or header of this name carries a secret. */
  isSecretName(name: string): boolean;
  /** The URL with the values of its secret query parameters replaced; the same string when it has none. */
  redactUrl(url: string): string;
}

/**
 * Names of secrets, in small letters and without separators, so that `api_key`, `x-api-key` and
 * `apiKey` are one. The first part may stand anywhere in a name, the second ends it (`access_token`,
 * `X-Amz-Signature`, `Set-Cookie`), the last is the whole of it: `key` is how Google's model APIs spell
 * an API key, while `monkey` is an animal. `code`, `pin` and `state` are left alone: far more often a
 * feature than a secret, and `redact: ['code']` adds them.
 */
const SECRET_NAME =
  /password|passwd|(?:token|secret|pwd|passphrase|passcode|(?:api|access|private|secret|signing|subscription|functions)key(?:id)?|signature|credentials?|authorization|auth|session|sess(?:ion)?id|cookie|jwt)\d*$|^(?:key|sig|sid|pass|otp|bearer)$/;

/** Shorter names cannot be secrets of `SECRET_NAME`; skipping them keeps a query of 5,000 `&a=` cheap. */
const SHORTEST_SECRET_NAME = 3;

/**
 * One `name=` of a query, behind `?`, `&`, `;` or `#`; also percent-encoded, which is how a URL looks
 * inside the value of another (`next=%2Fcb%3Ftoken%3D1`). A name holds none of these delimiters, so a
 * scan is linear however hostile the text.
 */
const PARAMETER = /(?:[?&;#]|%(?:3f|26|3b|23))([^=?&;#%]*(?:%(?!3f|26|3b|23|3d)[^=?&;#%]*)*)(?:=|%3d)/gi;

const NOTHING_SECRET: Redactor = { isSecretName: () => false, redactUrl: (url) => url };

/** @param redact - names to treat as secret beside the built-in ones; `false` for no redaction at all. */
export function createRedactor(redact: readonly string[] | false): Redactor {
  if (redact === false) return NOTHING_SECRET;
  const added = new Set(redact.map(compactName));
  const shortest = Math.min(SHORTEST_SECRET_NAME, ...Array.from(added, (name) => name.length));
  const isSecretName = (name: string): boolean => {
    if (name.length < shortest) return false;
    const compact = compactName(name);
    return SECRET_NAME.test(compact) || added.has(compact);
  };
  return { isSecretName, redactUrl: (url) => redactUrl(url, isSecretName) };
}

function redactUrl(url: string, isSecretName: (name: string) => boolean): string {
  const queryStart = url.search(/[?#]/);
  if (queryStart === -1) return url;
  let redacted = '';
  let keptFrom = 0;
  PARAMETER.lastIndex = queryStart;
  for (let match = PARAMETER.exec(url); match !== null; match = PARAMETER.exec(url)) {
    if (!isSecretName(match[1] ?? '')) continue;
    redacted += url.slice(keptFrom, PARAMETER.lastIndex) + REDACTED;
    keptFrom = valueEnd(url, PARAMETER.lastIndex);
    PARAMETER.lastIndex = keptFrom;
  }
  return redacted + url.slice(keptFrom);
}

/** A value ends at `&` alone: what other delimiters stand in it may be part of the secret. */
function valueEnd(url: string, start: number): number {
  const end = url.indexOf('&', start);
  return end === -1 ? url.length : end;
}

/** `%74oken`, `X-API-Key` and `user[password]` as the server will understand them. */
function compactName(name: string): string {
  return decodeAscii(name)
    .toLowerCase()
    .replace(/[-_.+~ [\]]/g, '');
}

/** Decodes pair by pair, where `decodeURIComponent` would throw on a text that is only partly encoded. */
function decodeAscii(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
