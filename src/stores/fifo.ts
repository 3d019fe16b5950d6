interface Link<Item> {
  readonly item: Item;
  next: Link<Item> | undefined;
}

/** A queue in O(1): an array of 100,000 calls would move them all for each one that leaves. */
export class Fifo<Item> {
  #first: Link<Item> | undefined;
  #last: Link<Item> | undefined;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: Item): void {
    const link: Link<Item> = { item, next: undefined };
    if (this.#last === undefined) this.#first = link;
    else this.#last.next = link;
    this.#last = link;
    this.#length += 1;
  }

  peek(): Item | undefined {
    return this.#first?.item;
  }

  shift(): Item | undefined {
    const link = this.#first;
    if (link === undefined) return undefined;
    this.#first = link.next;
    if (this.#first === undefined) this.#last = undefined;
    this.#length -= 1;
    return link.item;
  }
}
