import fc from 'fast-check';

/** Texts made of what breaks log lines, between harmless letters. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      'a',
      'Z',
      '0',
      ' ',
      '-',
      '"',
      '\\',
      '\r',
      '\n',
      '\t',
      '\b',
      '\f',
      '\u0000',
      '\u001b',
    ),
  }),
  fc.string({
    unit: fc.constantFrom('b', '\u007f', '\u0085', '\u009b', '\u00e9', '\u2028', '\u2029', '\u{1f600}'),
  }),
  fc.string({ unit: 'binary' }),
);

/** URLs of the same, with queries in which some names are those of secrets. */
export const hostileUrl: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      hostileText,
      fc.constantFrom('?', '&', ';', '#', '=', '%3d', '%26', '%', 'token', 'api_key', 'x'),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => `/${parts.join('')}`);
