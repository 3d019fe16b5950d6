import { createRequire } from 'node:module';
import type express from 'express';

export interface ExpressVersion {
  /** As its package says it, such as `4.18.2`. */
  readonly version: string;
  readonly major: 4 | 5;
  /** Typed as Express 5; what differs in Express 4 is not used. */
  readonly express: typeof express;
}

const require = createRequire(import.meta.url);

/** The Express versions the tests run on, oldest first. */
export const EXPRESS_VERSIONS: readonly ExpressVersion[] = [
  'express418',
  'express4',
  'express50',
  'express51',
  'express',
].map((name) => {
  const { version } = require(`${name}/package.json`) as { version: string };
  return { version, major: version.startsWith('4.') ? 4 : 5, express: require(name) as typeof express };
});
