import type { Series } from '../../../domain/series.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import type { Selection } from './selection.ts';

/** A request that takes longer than this has failed. */
const PATIENCE_MS = 15_000;

/** What came of asking: data, or why there are none. */
export type Answer<Data> =
  | { readonly kind: 'data'; readonly data: Data }
  /** Somebody has to sign in first, or may not see it at all. */
  | { readonly kind: 'refused'; readonly status: 401 | 403 }
  /** What was asked for is not known; it may have been forgotten by a restart. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'failed'; readonly reason: string };

export function fetchSnapshot(selection?: Selection): Promise<Answer<Snapshot>> {
  return fetchJson(`api/snapshot${selection === undefined ? '' : queryOf(selection)}`);
}

/** Every version of a model over time. */
export function fetchSeries(model: string): Promise<Answer<Series>> {
  return fetchJson(`api/series${queryOf({ model })}`);
}

function queryOf(selection: { readonly model: string; readonly version?: string }): string {
  return `?${new URLSearchParams(selection)}`;
}

/** Relative to the page, wherever it is mounted. */
async function fetchJson<Data>(path: string): Promise<Answer<Data>> {
  try {
    const response = await fetch(new URL(path, pageFolder()), { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { status, ok } = response;
    if (status === 401 || status === 403) return { kind: 'refused', status };
    if (status === 404) return { kind: 'unknown' };
    if (!ok) return { kind: 'failed', reason: `the server answered ${status}` };
    return { kind: 'data', data: await response.json() };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    return { kind: 'failed', reason: isLate ? 'the server does not answer' : 'the server cannot be reached' };
  }
}

/** The page is `/monitor` as well as `/monitor/`: its API is below it in both cases. */
function pageFolder(): string {
  const { origin, pathname } = window.location;
  return `${origin}${pathname.endsWith('/') ? pathname : `${pathname}/`}`;
}
