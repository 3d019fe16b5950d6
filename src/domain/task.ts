import { type ClassRules, classOfProbability } from './class-rules.ts';
import type { Output } from './output.ts';
import { type TaskName, type Unread, unread } from './prediction.ts';

/** Whole numbers count as classes until this many different ones have been seen. */
const DISTINCT_INTEGERS_OF_A_REGRESSION = 21;

/** An output with its meaning settled. */
export type Meaning =
  | { readonly kind: 'class'; readonly name: string }
  | { readonly kind: 'value'; readonly value: number };

/**
 * What the outputs of one model version mean. Told by the options, or found out from the outputs:
 * text and probability vectors settle it on classification, a number with a fraction or the 21st
 * different whole number on regression.
 */
export class Task {
  #name: TaskName | undefined;
  readonly #rules: ClassRules;
  readonly #integers = new Set<number>();

  constructor(name: TaskName | undefined, rules: ClassRules) {
    this.#name = name;
    this.#rules = rules;
  }

  /** `'auto'` while the outputs so far are whole numbers, which could still be either. */
  get name(): TaskName | 'auto' {
    return this.#name ?? 'auto';
  }

  meaningOf(output: Output): Meaning | Unread {
    if (output.kind === 'class') return this.#ofClass(output.name);
    if (output.kind === 'score') return this.#ofProbability(output.value);
    this.#settle(output.value);
    if (this.#name === 'regression') return { kind: 'value', value: output.value };
    return this.#ofClassNumber(output.value);
  }

  /** Takes over what another process knew of this model version, unless it is known here. */
  settleOn(name: TaskName): void {
    this.#name ??= name;
  }

  /**
   * Lets a truth take part in telling classes from numbers.
   *
   * @returns whether this settled it.
   */
  observeTruth(truth: unknown): boolean {
    if (this.#name !== undefined || typeof truth !== 'number' || !Number.isFinite(truth)) return false;
    this.#settle(truth);
    return this.#name !== undefined;
  }

  #ofClass(name: string): Meaning | Unread {
    if (this.#name === 'regression') return unread('output');
    this.#name = 'classification';
    return { kind: 'class', name };
  }

  /** A number under classification: the probability of the positive of two classes, or a class itself. */
  #ofClassNumber(value: number): Meaning | Unread {
    const { classes } = this.#rules;
    const isNamed = classes.includes(String(value));
    if (classes.length === 2 && !isNamed) return this.#ofProbability(value);
    return Number.isInteger(value) || isNamed ? { kind: 'class', name: String(value) } : unread('output');
  }

  #ofProbability(value: number): Meaning | Unread {
    const { classes } = this.#rules;
    if (classes.length !== 2 || !(value >= 0 && value <= 1)) return unread('output');
    return { kind: 'class', name: classes[classOfProbability(value, classes, this.#rules)] ?? '' };
  }

  #settle(value: number): void {
    if (this.#name !== undefined) return;
    this.#integers.add(value);
    if (!Number.isInteger(value) || this.#integers.size >= DISTINCT_INTEGERS_OF_A_REGRESSION) {
      this.#name = 'regression';
      this.#integers.clear();
    }
  }
}
