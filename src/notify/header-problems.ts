import { validateHeaderName, validateHeaderValue } from 'node:http';

/** Those of the connection and of the transfer, which only the one who makes the request can know. */
const NOT_THEIRS = [
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** What is wrong with headers that are to be sent; it never says a value. */
export function headerProblems(path: string, headers: unknown): readonly string[] {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    return [`${path}: expected an object of names and texts`];
  }
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!passes(() => validateHeaderName(name))) return [`${path}: a name is not that of a header`];
    if (NOT_THEIRS.includes(name.toLowerCase())) return [`${path}.${name}: is set by the request itself`];
    const isText = typeof value === 'string' && passes(() => validateHeaderValue(name, value));
    return isText ? [] : [`${path}.${name}: expected a text without line breaks`];
  });
}

function passes(validate: () => void): boolean {
  try {
    validate();
    return true;
  } catch {
    return false;
  }
}
