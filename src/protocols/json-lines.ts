import { type Unread, unread } from '../domain/prediction.ts';
import type { Sequence } from './sequence.ts';

/** Reads one JSON value per line; lines beyond the limit are counted, not parsed, blank ones are none. */
export function readJsonLines(text: string, rowLimit: number): Sequence<unknown> | Unread {
  const values: unknown[] = [];
  let length = 0;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end).trim();
    start = end + 1;
    if (line === '') continue;
    length += 1;
    if (length > rowLimit) continue;
    try {
      values.push(JSON.parse(line));
    } catch {
      return unread('not_json');
    }
  }
  return { length, at: (index) => values[index] };
}
