import { type ClusterMetric, isClusterMetric } from './cluster-metric.ts';

/** Tells our messages from everybody else's on the same channel; a change to them needs a new number. */
const PREFIX = 'express-model-monitor@1:';

/** A bound, because the primary remembers each source. */
const MAXIMUM_SOURCES = 100;

/**
 * - `call`: primary to every worker when it begins: say `hello` (again).
 * - `hello`: worker to primary: ask me from now on; answered with `welcome`.
 * - `scrape`: worker to primary: what do all workers together say; answered with `page`.
 * - `collect`: primary to worker: what do you say; answered with `report`.
 * - `leave`: worker to primary: my last report, do not ask me any more.
 */
const KINDS = ['call', 'hello', 'welcome', 'scrape', 'page', 'collect', 'report', 'leave'] as const;

export type MessageKind = (typeof KINDS)[number];

export interface ClusterMessage {
  readonly kind: MessageKind;
  /** Which of a worker's monitors it is about, by the order in which they were made. */
  readonly source: number;
  readonly metrics: readonly ClusterMetric[];
}

/** Makes a message ready for the channel. */
export function writeMessage(
  kind: MessageKind,
  source: number,
  metrics: readonly ClusterMetric[] = [],
): object {
  return { type: PREFIX + kind, source, metrics };
}

/** Reads a message of ours; `undefined` for one of anybody else, or one that cannot be right. */
export function readMessage(message: unknown): ClusterMessage | undefined {
  const { type, source, metrics } = (message ?? {}) as Record<string, unknown>;
  if (typeof type !== 'string' || !type.startsWith(PREFIX)) return undefined;
  const kind = KINDS.find((known) => PREFIX + known === type);
  if (kind === undefined || !isSourceNumber(source)) return undefined;
  return Array.isArray(metrics) && metrics.every(isClusterMetric) ? { kind, source, metrics } : undefined;
}

export function isSourceNumber(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < MAXIMUM_SOURCES;
}
