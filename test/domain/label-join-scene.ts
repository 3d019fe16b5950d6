import { LabelJoin } from '../../src/domain/label-join.ts';
import type { ModelRules, ModelState } from '../../src/domain/model-state.ts';
import { Models } from '../../src/domain/models.ts';
import type { PendingStore } from '../../src/domain/pending-store.ts';
import type { Prediction } from '../../src/domain/prediction.ts';
import { memoryStore } from '../../src/stores/memory-store.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { modelRules } from './model-rules.ts';

export const TTL_SECONDS = 100;
export const MOST_PENDING = 3;
const START = 1_700_000_000_000;

/** A monitor's labels without the monitor: what it is made of, and what it has come to. */
export interface LabelJoinScene {
  readonly join: LabelJoin;
  readonly rules: ModelRules;
  readonly models: Models;
  /** The model version that predicts, made at first sight. */
  readonly state: ModelState;
  /** Every fault so far, as `part: message`. */
  readonly faults: readonly string[];
  /** Observes predictions of `state`, and remembers them. */
  readonly predict: (...predictions: readonly Prediction[]) => void;
  readonly pass: (seconds: number) => void;
  /** What became of labels so far; results that never happened are left out. */
  readonly results: () => Readonly<Record<string, number>>;
}

/** @param store - instead of one that holds `MOST_PENDING` predictions for `TTL_SECONDS`. */
export function labelJoinScene(
  changed: Parameters<typeof modelRules>[0] = {},
  store?: PendingStore,
): LabelJoinScene {
  let time = START;
  const now = (): number => time;
  const rules = modelRules(changed);
  const models = new Models(rules);
  const { faults, reports } = recordFaults();
  const held = store ?? memoryStore({ ttlMs: TTL_SECONDS * 1000, maxEntries: MOST_PENDING, now });
  const join = new LabelJoin({ store: held, models, rules, faults, now });
  return {
    ...{ join, rules, models, faults: reports },
    get state() {
      return models.state('m', '1');
    },
    predict: (...predictions) => {
      const state = models.state('m', '1');
      join.remember(
        predictions.map((prediction) => ({ prediction, state, observation: state.observe(prediction) })),
      );
    },
    pass: (seconds) => {
      time += seconds * 1000;
    },
    results: () => Object.fromEntries(Array.from(join.results).filter(([, count]) => count > 0)),
  };
}

/** What became of each label, without what is said about it. */
export async function outcomesOf({ join }: LabelJoinScene, ...labels: readonly unknown[]): Promise<string[]> {
  return (await join.join(labels)).map(({ result }) => result);
}
