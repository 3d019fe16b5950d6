import { setTimeout as sleep } from 'node:timers/promises';
import type { BodiesName } from './bodies.ts';
import { Child } from './child.ts';
import type { Listening, LoadTarget, Usage } from './messages.ts';
import type { BenchOptions } from './options.ts';
import { findVariant } from './tables.ts';

/** Compiled and settled: about 15,000 requests. */
const WARM_UP_SECONDS = 2;
/** From the first request of a slice to the first reading. */
const SETTLE_MS = 20;

/** One slice of load on one server. */
export interface Slice {
  cpuMicrosPerRequest: number;
  requestsPerSecond: number;
}

/** Slices by variant, one per round: slice i of every variant belongs to round i. */
export type Samples = ReadonlyMap<string, readonly Slice[]>;

interface Server {
  name: string;
  bodies: BodiesName;
  child: Child;
  port: number;
}

class Bench {
  readonly #load = new Child('load', 'load');
  readonly #children: Child[] = [this.#load];

  async startServer(name: string): Promise<Server> {
    const child = new Child('server', name);
    this.#children.push(child);
    const { port } = await child.answer<Listening>();
    return { name, bodies: findVariant(name)?.bodies ?? 'small', child, port };
  }

  /** Loads one server for `seconds`; ends when its last answer is in, so that slices do not overlap. */
  async slice({ child, port, bodies }: Server, seconds: number): Promise<Slice> {
    this.#load.tell({ port, bodies } satisfies LoadTarget);
    await sleep(SETTLE_MS);
    const before = await child.ask<Usage>({});
    await sleep(seconds * 1000);
    const after = await child.ask<Usage>({});
    await this.#load.ask({ port: null, bodies } satisfies LoadTarget);
    const requests = after.requests - before.requests;
    return {
      cpuMicrosPerRequest: (after.cpuMicros - before.cpuMicros) / requests,
      requestsPerSecond: requests / seconds,
    };
  }

  close(): void {
    for (const child of this.#children) child.stop();
  }
}

/** The slices of servers that live from the warm-up to the end of the rounds: each round gives each of them one. */
async function measureOnce({ names, rounds, seconds }: BenchOptions): Promise<Samples> {
  const bench = new Bench();
  try {
    const servers: Server[] = [];
    for (const name of names) servers.push(await bench.startServer(name));
    for (const server of servers) await bench.slice(server, WARM_UP_SECONDS);
    const samples = new Map<string, Slice[]>(names.map((name) => [name, []]));
    for (let round = 0; round < rounds; round += 1) {
      // There and back, so that a slow drift of the machine hits all alike.
      const order = round % 2 === 0 ? servers : servers.toReversed();
      for (const server of order) {
        samples.get(server.name)?.push(await bench.slice(server, seconds));
      }
    }
    return samples;
  } finally {
    bench.close();
  }
}

/**
 * Measures all variants in one run. Many short rounds, because a noisy minute then hits all alike, and every server
 * several times anew, because two processes of the same server differ by some microseconds for as long as they live.
 */
export async function measure(options: BenchOptions): Promise<Samples> {
  const samples = new Map<string, Slice[]>(options.names.map((name) => [name, []]));
  for (let process = 0; process < options.processes; process += 1) {
    for (const [name, slices] of await measureOnce(options)) samples.get(name)?.push(...slices);
  }
  return samples;
}
