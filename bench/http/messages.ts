import type { BodiesName } from './bodies.ts';

/** A server's first message: where it listens. */
export interface Listening {
  port: number;
}

/** A server's answer to any message: what it has spent and served since it started. */
export interface Usage {
  cpuMicros: number;
  requests: number;
}

/** What the load process is told: the port to load from now on, or `null` to rest, and with what. */
export interface LoadTarget {
  port: number | null;
  bodies: BodiesName;
}
