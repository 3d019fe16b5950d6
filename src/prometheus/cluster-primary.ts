import cluster from 'node:cluster';
import { ClusterHub } from './cluster-hub.ts';
import { readMessage, writeMessage } from './cluster-message.ts';

/** What we need of a worker as `node:cluster` gives it. */
export interface WorkerHandle {
  readonly id: number;
  send(message: object, callback: (error: Error | null) => void): boolean;
}

/** The primary's end: takes the workers' messages and keeps one hub per source. */
export class ClusterPrimary {
  readonly #hubs = new Map<number, ClusterHub>();

  call(worker: WorkerHandle): void {
    post(worker, writeMessage('call', 0));
  }

  receive(worker: WorkerHandle, message: unknown): void {
    const read = readMessage(message);
    if (read === undefined) return;
    const { kind, source, metrics } = read;
    const hub = this.#hubFor(source);
    if (kind === 'hello') {
      hub.join(worker.id, () => post(worker, writeMessage('collect', source)));
      post(worker, writeMessage('welcome', source));
    } else if (kind === 'scrape') {
      hub.gather().then((page) => post(worker, writeMessage('page', source, page)));
    } else if (kind === 'report') hub.hear(worker.id, metrics);
    else if (kind === 'leave') hub.leave(worker.id, metrics);
  }

  lose({ id }: WorkerHandle): void {
    for (const hub of this.#hubs.values()) hub.lose(id);
  }

  #hubFor(source: number): ClusterHub {
    const hub = this.#hubs.get(source) ?? new ClusterHub();
    this.#hubs.set(source, hub);
    return hub;
  }
}

/** With a callback, a worker that has just gone is no error: 'disconnect' tells of it. */
function post(worker: WorkerHandle, message: object): void {
  worker.send(message, () => undefined);
}

let isListening = false;

/**
 * Lets the `/metrics` of every cluster worker answer for all of them: call it once in the primary process,
 * before or after forking. Calling it again, or in a worker, does nothing.
 */
export function clusterMetrics(): void {
  if (!cluster.isPrimary || isListening) return;
  isListening = true;
  const primary = new ClusterPrimary();
  cluster.on('message', (worker, message) => primary.receive(worker, message));
  // Not 'exit', which can come before the worker's last messages.
  cluster.on('disconnect', (worker) => primary.lose(worker));
  for (const worker of Object.values(cluster.workers ?? {})) {
    if (worker !== undefined) primary.call(worker);
  }
}
