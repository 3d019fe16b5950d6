import type { EventEmitter } from 'node:events';

type Listener = (value: unknown) => void;

interface Group {
  readonly listeners: Set<Listener>;
  readonly relay: Listener;
}

/**
 * One listener for all monitors of a process that wait for the same event of the same emitter
 * (`process`, stdout): with one each, the eleventh would set off Node's warning of a leak.
 */
export class SharedListener {
  readonly #event: string;
  readonly #groups = new WeakMap<EventEmitter, Group>();

  constructor(event: string) {
    this.#event = event;
  }

  /** @returns the function that ends it; the last to leave takes the shared listener off the emitter. */
  join(emitter: EventEmitter, listener: Listener): () => void {
    const group = this.#groups.get(emitter) ?? this.#open(emitter);
    group.listeners.add(listener);
    return () => {
      group.listeners.delete(listener);
      if (group.listeners.size === 0) this.#close(emitter, group);
    };
  }

  #open(emitter: EventEmitter): Group {
    const listeners = new Set<Listener>();
    const relay: Listener = (value) => {
      for (const listener of listeners) listener(value);
    };
    emitter.on(this.#event, relay);
    const group = { listeners, relay };
    this.#groups.set(emitter, group);
    return group;
  }

  #close(emitter: EventEmitter, group: Group): void {
    emitter.off(this.#event, group.relay);
    if (this.#groups.get(emitter) === group) this.#groups.delete(emitter);
  }
}
