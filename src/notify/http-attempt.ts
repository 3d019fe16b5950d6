import type { Attempt } from './attempt.ts';
import { type HttpAnswer, type HttpPost, httpPost } from './http-post.ts';
import { retryAfterMs } from './retry-after.ts';

/** Refusals that say "not now": Request Timeout, Too Early, Too Many Requests. */
const NOT_NOW = [408, 425, 429];

/**
 * Posts once, and judges the answer. An error says the notifier's name, and a status or a code of Node's: never
 * the address, nor a text of the receiver's, which can repeat it.
 */
export async function attemptPost(name: string, post: HttpPost): Promise<Attempt> {
  try {
    return judge(name, await httpPost(post));
  } catch (error) {
    const reason = post.signal.aborted ? 'no answer in time' : `the request failed${codeOf(error)}`;
    return { outcome: 'missed', error: new Error(`${name}: ${reason}`), waitMs: 0 };
  }
}

function judge(name: string, { status, retryAfter }: HttpAnswer): Attempt {
  if (status >= 200 && status < 300) return { outcome: 'delivered' };
  const error = new Error(`${name}: the receiver answered ${status}`);
  if (status < 500 && !NOT_NOW.includes(status)) return { outcome: 'refused', error };
  return { outcome: 'missed', error, waitMs: retryAfterMs(retryAfter, Date.now()) };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${error.code})` : '';
}
