import type { AlertEvent } from '../../src/domain/alert-event.ts';
import type { AlertRule } from '../../src/domain/alert-rule.ts';
import { AlertWatch } from '../../src/domain/alert-watch.ts';
import type { ModelState } from '../../src/domain/model-state.ts';
import { Models } from '../../src/domain/models.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { dropsOf, modelRules } from './model-rules.ts';

export const WINDOW_SECONDS = 100;
/** What the clock for people shows at second 0. */
export const START = 1_700_000_000_000;

/** Models with rules that watch over them, on a clock that is set by hand. */
export class AlertScene {
  readonly models: Models;
  readonly watch: AlertWatch;
  /** Everything told so far. */
  readonly events: AlertEvent[] = [];
  /** Every fault so far, as `part: message`. */
  readonly faults: readonly string[];
  seconds = 0;
  readonly #rules: ReturnType<typeof modelRules>;

  constructor(rules: readonly AlertRule[], changed: Parameters<typeof modelRules>[0] = {}) {
    const window = { windowSeconds: WINDOW_SECONDS, retentionSeconds: 1000, now: () => this.seconds };
    this.#rules = modelRules({ window, ...changed });
    this.models = new Models(this.#rules);
    const { faults, reports } = recordFaults();
    this.faults = reports;
    this.watch = new AlertWatch({
      rules,
      models: this.models,
      windowSeconds: WINDOW_SECONDS,
      now: () => ({ seconds: this.seconds, time: START + 1000 * this.seconds }),
      tell: (event) => this.events.push(event),
      faults,
      drops: this.#rules.drops,
    });
  }

  get state(): ModelState {
    return this.models.state('m', '1');
  }

  get drops(): Readonly<Record<string, number>> {
    return dropsOf(this.#rules);
  }

  /** Lets so many predictions be right, and so many wrong. */
  predict({ right = 0, wrong = 0 }, state = this.state): void {
    for (let row = 0; row < right + wrong; row += 1) {
      state.observe({ output: 'a', truth: row < right ? 'a' : 'b' });
    }
  }

  /** Judges once more, so many seconds later; what was told then, as `status alert`. */
  pass(seconds = 0): string[] {
    this.seconds += seconds;
    const before = this.events.length;
    this.watch.evaluate();
    return this.events.slice(before).map(({ status, alert }) => `${status} ${alert}`);
  }

  /** Every alert, as `alert model@version class feature: state`. */
  states(): string[] {
    return Array.from(this.watch, ({ rule, subject, phase }) => {
      const { model, version, class: name, feature } = subject;
      const words = [rule.name, `${model}@${version}`, name, feature].filter((word) => word !== '');
      return `${words.join(' ')}: ${phase.state}`;
    });
  }
}
