/** What stands where a secret stood. */
export const REDACTED = '[redacted]';

/** Whether a value of this name is a secret: a query parameter, a header, a feature. */
export type SecretNameTest = (name: string) => boolean;

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

/** @param redact - names to treat as secret beside the built-in ones; `false` for none at all. */
export function secretNameTest(redact: readonly string[] | false): SecretNameTest {
  if (redact === false) return () => false;
  const added = new Set(redact.map(compactName));
  const shortest = Math.min(SHORTEST_SECRET_NAME, ...Array.from(added, (name) => name.length));
  return (name) => {
    if (name.length < shortest) return false;
    const compact = compactName(name);
    return SECRET_NAME.test(compact) || added.has(compact);
  };
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
