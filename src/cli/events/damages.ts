import type { Damage, DamageTally } from '../../domain/report.ts';
import { UsageError } from '../usage-error.ts';

/** More are only counted. */
const MOST_NAMED = 10;

/** Lines and files that cannot be read: the first are named, all are counted. */
export class Damages {
  readonly #first: Damage[] = [];
  #count = 0;

  /** @throws whatever was not about the file's content. */
  add(place: string, error: unknown): void {
    if (!(error instanceof UsageError)) throw error;
    this.#count += 1;
    if (this.#first.length < MOST_NAMED) this.#first.push({ place, reason: withoutPlace(error, place) });
  }

  tally(): DamageTally {
    return { count: this.#count, first: this.#first };
  }
}

/** The error says where, too. */
function withoutPlace({ message }: UsageError, place: string): string {
  return message.startsWith(place) ? message.slice(place.length).replace(/^:?\s+/, '') : message;
}
