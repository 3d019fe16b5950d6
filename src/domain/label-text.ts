const MAXIMUM_LENGTH = 128;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes.
const UNCLEAN = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/**
 * Text from outside made fit for a label value: no control characters, at most 128 UTF-16 units,
 * and well-formed, since two different lone surrogates would come out as the same series.
 */
export function cleanLabel(text: string): string {
  return text.replace(UNCLEAN, '').slice(0, MAXIMUM_LENGTH).toWellFormed();
}
