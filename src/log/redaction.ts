import { REDACTED, type SecretNameTest, secretNameTest } from '../domain/secret-names.ts';

/** Takes secrets out of what is logged; works on text, never on the request. */
export interface Redactor {
  /** Whether a query parameter or header of this name carries a secret. */
  readonly isSecretName: SecretNameTest;
  /** The URL with the values of its secret query parameters replaced; the same string when it has none. */
  redactUrl(url: string): string;
}

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
  const isSecretName = secretNameTest(redact);
  return { isSecretName, redactUrl: (url) => redactUrl(url, isSecretName) };
}

function redactUrl(url: string, isSecretName: SecretNameTest): string {
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
