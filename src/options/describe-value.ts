import { isPlainObject } from './plain-object.ts';

const LONGEST_TEXT = 60;

/** A value as it stands in an error message: short, on one line, and told apart from all that looks like it. */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return describeText(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : `an array of ${value.length}`;
  if (isPlainObject(value)) return 'an object';
  const name = classNameOf(value);
  return name === '' ? 'an object that is not plain' : `an instance of ${name}`;
}

function describeText(text: string): string {
  if (text.length <= LONGEST_TEXT) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, LONGEST_TEXT))}… (${text.length} characters)`;
}

/** Empty for a class without a name, and for an object that inherits from another by hand. */
function classNameOf(value: object): string {
  const prototype: object = Object.getPrototypeOf(value);
  return Object.hasOwn(prototype, 'constructor') ? prototype.constructor.name : '';
}
