import { type TestContext, test } from 'node:test';
import type { Notifier, NotifierFactory } from '../../src/domain/alert-event.ts';
import type { NotifierOptions } from '../../src/notify/notifier-options.ts';
import { Ledger } from './ledger.ts';
import { Receiver } from './receiver.ts';
import { StoppedClock } from './stopped-clock.ts';

/** One kind of notifier, for the contract. */
export interface NotifierCase {
  readonly name: string;
  readonly make: (url: string, options?: NotifierOptions) => NotifierFactory;
  /** What a request tells, as `firing LowAccuracy`. */
  readonly told: (body: unknown) => readonly string[];
}

/** A notifier, the receiver it tells, and a clock that stands still. */
export class Scene {
  readonly clock: StoppedClock;
  readonly receiver: Receiver;
  readonly #kind: NotifierCase;
  readonly #t: TestContext;

  static async open(t: TestContext, kind: NotifierCase): Promise<Scene> {
    return new Scene(t, kind, await Receiver.start(t));
  }

  private constructor(t: TestContext, kind: NotifierCase, receiver: Receiver) {
    this.#t = t;
    this.#kind = kind;
    this.receiver = receiver;
    this.clock = new StoppedClock(t);
  }

  /** Every event that arrived, in order. */
  get told(): readonly string[] {
    return this.receiver.requests.flatMap(({ body }) => this.#kind.told(body));
  }

  factory(options?: NotifierOptions, path = ''): NotifierFactory {
    return this.#kind.make(this.receiver.url + path, options);
  }

  /** A notifier that is closed when the test ends, and what it tells the monitor. */
  notifier(factory: NotifierFactory = this.factory()): { notifier: Notifier; ledger: Ledger } {
    const ledger = new Ledger();
    const notifier = factory.create(ledger);
    this.#t.after(async () => {
      const closed = notifier.close();
      await this.clock.pass(10_000);
      await closed;
    });
    return { notifier, ledger };
  }
}

export type Rules = Readonly<Record<string, (scene: Scene) => Promise<void>>>;

/** Registers one test for each rule. */
export function registerRules(rules: Rules, kind: NotifierCase): void {
  for (const [sentence, rule] of Object.entries(rules)) {
    test(`${kind.name}: ${sentence}`, { timeout: 20_000 }, async (t) => rule(await Scene.open(t, kind)));
  }
}
