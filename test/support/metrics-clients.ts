import { createRequire } from 'node:module';

/** Types of prom-client serve for its successor too: what the tests use of them is the same. */
type Client = typeof import('prom-client');

const require = createRequire(import.meta.url);

/** The two clients we work with; each has registries and classes of its own. */
export const METRICS_CLIENTS: readonly { readonly name: string; readonly client: Client }[] = [
  { name: 'prom-client', client: require('prom-client') as Client },
  { name: '@prometheus-io/client', client: require('@prometheus-io/client') as Client },
];
