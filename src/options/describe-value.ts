const LONGEST_TEXT = 60;

/** A value as it stands in an error message: short, on one line, and told apart from all that looks like it. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return describeText(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${value.length}`;
  const name = classNameOf(value);
  return name === undefined ? 'an object' : `an instance of ${name}`;
}

function describeText(text: string): string {
  if (text.length <= LONGEST_TEXT) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, LONGEST_TEXT))}… (${text.length} characters)`;
}

/** The name of an object's class, or `undefined` for a plain object. */
function classNameOf(value: object): string | undefined {
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
  const name = prototype.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'a class';
}
