import type { Notifier, NotifierFactory } from './domain/alert-event.ts';
import type { AlertInstance } from './domain/alert-instance.ts';
import { AlertWatch } from './domain/alert-watch.ts';
import type { Faults } from './domain/faults.ts';
import { NotificationCounts } from './domain/notification-counts.ts';
import type { MonitorState } from './monitor-state.ts';
import type { Configuration } from './options/parse-options.ts';

/** Rules are judged as often as the window moves on, within these bounds. */
const TICKS_PER_WINDOW = 10;
const SHORTEST_TICK_SECONDS = 1;
const LONGEST_TICK_SECONDS = 15;
/** How often notifiers hear of all that fires. */
const REFRESH_SECONDS = 60;

/** The alerts of one monitor: judged on a timer, told to everybody who is to be told. */
export class MonitorAlerts {
  readonly watch: AlertWatch;
  readonly notifications: NotificationCounts;
  readonly #faults: Faults;
  readonly #notifiers: readonly Notifier[];
  readonly #timer: NodeJS.Timeout;
  /** When all that fires was told last; `undefined` while nothing does. */
  #refreshedAt: number | undefined;

  constructor(
    { alerts: rules, notifiers, windowSeconds, faults }: Configuration,
    { models, drops }: MonitorState,
  ) {
    this.#faults = faults;
    this.notifications = new NotificationCounts(notifiers.map(({ name }) => name));
    this.#notifiers = notifiers.map((factory) => this.#create(factory));
    this.watch = new AlertWatch({
      rules,
      models,
      windowSeconds,
      faults,
      drops,
      now: () => ({ seconds: secondsPassed(), time: Date.now() }),
      tell: (event) => this.#toEach((notifier) => notifier.notify(event)),
    });
    const tick = (): void => faults.guard('alerts', undefined, () => this.#tick());
    this.#timer = setInterval(tick, 1000 * tickSeconds(windowSeconds)).unref();
  }

  /** Judges no more, and lets the notifiers deliver what waits. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const closing = this.#notifiers.map(async (notifier) => notifier.close());
    for (const closed of await Promise.allSettled(closing)) {
      if (closed.status === 'rejected') this.#faults.report('notify', closed.reason);
    }
  }

  #create(factory: NotifierFactory): Notifier {
    return factory.create({
      count: (result) => this.notifications.count(factory.name, result),
      fault: (error) => this.#faults.report('notify', error),
    });
  }

  #tick(): void {
    this.watch.evaluate();
    const firing = Array.from(this.watch).filter(({ phase }) => phase.state === 'firing');
    if (firing.length === 0) this.#refreshedAt = undefined;
    else this.#refresh(firing, secondsPassed());
  }

  #refresh(firing: readonly AlertInstance[], now: number): void {
    this.#refreshedAt ??= now;
    if (now - this.#refreshedAt < REFRESH_SECONDS) return;
    this.#refreshedAt = now;
    const events = firing.map((alert) => alert.firing()).filter((event) => event !== undefined);
    this.#toEach((notifier) => notifier.refresh?.(events));
  }

  /** Nobody who fails keeps the others from hearing. */
  #toEach(act: (notifier: Notifier) => void): void {
    for (const notifier of this.#notifiers) {
      this.#faults.guard('notify', undefined, () => act(notifier));
    }
  }
}

function tickSeconds(windowSeconds: number): number {
  return Math.min(Math.max(windowSeconds / TICKS_PER_WINDOW, SHORTEST_TICK_SECONDS), LONGEST_TICK_SECONDS);
}

/** On a clock that never goes back. */
function secondsPassed(): number {
  return performance.now() / 1000;
}
