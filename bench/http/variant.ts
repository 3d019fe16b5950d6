import type { Express } from 'express';
import type { BodiesName } from './bodies.ts';

/** One server to measure. */
export interface Variant {
  /** What it adds to bare Express, for the table. */
  readonly adds: string;
  /**
   * Adds the middleware and `POST /predict` to an app that parses JSON. Called once, in a process of its
   * own: variants share no registry and no compiled code.
   */
  readonly install: (app: Express) => void | Promise<void>;
  /** What it is sent; `'small'` by default. */
  readonly bodies?: BodiesName;
}

/** Variants by name. */
export type VariantTable = Readonly<Record<string, Variant>>;
