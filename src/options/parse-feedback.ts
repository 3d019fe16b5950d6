import { secondsOf } from '../domain/duration.ts';
import type { PendingStore } from '../domain/pending-store.ts';
import { memoryStore } from '../stores/memory-store.ts';
import { callback, count, flag, objectWith } from './checks.ts';
import { duration } from './duration.ts';
import type { Authorize } from './model-monitor-options.ts';
import { OptionReader } from './option-reader.ts';
import { endpointPath } from './parse-metrics.ts';

export interface FeedbackConfiguration {
  readonly path: string;
  readonly ttlSeconds: number;
  readonly store: PendingStore;
  readonly authorize: Authorize | undefined;
  /** How many labels one request may bring. */
  readonly maxLabels: number;
}

const DEFAULT_TTL_SECONDS = 7 * 24 * 3600;
const DEFAULT_MAX_LABELS = 1000;

const method = callback('');

const store = objectWith<PendingStore>(
  { put: method, take: method, size: method, close: method },
  'memoryStore(), fileStore({ path }), redisStore({ url }), or an object with put, take, size and close',
);

/** @returns `undefined` when feedback is off, which it is unless it is asked for. */
export function parseFeedback(options: OptionReader): FeedbackConfiguration | undefined {
  const given = options.group('feedback', 'true, false or an object of options', flag);
  if (given === false || (given instanceof OptionReader && !options.has('feedback'))) return undefined;
  const reader = given === true ? OptionReader.empty() : given;
  const configuration = {
    path: reader.read('path', endpointPath('/feedback')) ?? '/feedback',
    ttlSeconds: secondsOf(reader.read('ttl', duration) ?? DEFAULT_TTL_SECONDS),
    store: reader.read('store', store) ?? memoryStore(),
    authorize: reader.read('authorize', callback<Authorize>('(req) => boolean')),
    maxLabels: reader.read('maxLabels', count) ?? DEFAULT_MAX_LABELS,
  };
  reader.finish();
  return configuration;
}
