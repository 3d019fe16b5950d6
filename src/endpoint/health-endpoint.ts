import type { Faults } from '../domain/faults.ts';
import type { LabelJoin } from '../domain/label-join.ts';
import { jsonAnswer } from './answer.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import { within } from './within.ts';

export interface HealthEndpointOptions {
  /** Where there is something to ask. */
  readonly paths: readonly string[];
  readonly faults: Faults;
  /** `undefined` when no labels are taken. */
  readonly labels: LabelJoin | undefined;
}

/** How long the store has to answer. */
const LONGEST_WAIT_MS = 1000;

/**
 * The handler of `/health`, for probes, which have no password: it asks for none, and tells nothing of models. Who can
 * read the answer knows that the process serves; a store that cannot be reached is told, and no reason to restart it.
 */
export function createHealthEndpoint({ paths, faults, labels }: HealthEndpointOptions): Endpoint {
  return createEndpoint({
    part: 'server',
    methods: ['GET', 'HEAD'],
    faults,
    authorize: () => true,
    answer: async () => {
      const counts = Array.from(faults.counts).filter(([, count]) => count > 0);
      const store = labels && { store: await reachable(labels) };
      return jsonAnswer(200, { status: 'ok', paths, faults: Object.fromEntries(counts), ...store });
    },
  });
}

async function reachable(labels: LabelJoin): Promise<'reachable' | 'unreachable'> {
  const size = await within(labels.pending(), LONGEST_WAIT_MS).catch(() => undefined);
  return size === undefined ? 'unreachable' : 'reachable';
}
