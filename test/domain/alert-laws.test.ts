import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Verdict } from '../../src/domain/alert-judgement.ts';
import { wilsonInterval } from '../../src/statistics/wilson-interval.ts';
import { alertRule } from './alert-rules.ts';
import { AlertScene, WINDOW_SECONDS } from './alert-scene.ts';
import { type PassedVerdict, statesByWord } from './naive-alert.ts';

const BOUND = 0.7;
const MIN_COUNT = 10;
const SLOT_SECONDS = WINDOW_SECONDS / 10;

interface Step {
  readonly pause: number;
  readonly version: string;
  readonly right: number;
  readonly wrong: number;
}

const rows = fc.oneof(fc.constant(0), fc.nat({ max: 40 }));
const step: fc.Arbitrary<Step> = fc.record({
  pause: fc.oneof(fc.constantFrom(0, 1, 10, 99, 100, 250), fc.nat({ max: 30 })),
  version: fc.constantFrom('1', '2'),
  right: rows,
  wrong: rows,
});

/** One model version, of which everything that ever happened is kept. */
class EverythingKept {
  readonly history: PassedVerdict[] = [];
  readonly #labels: { readonly slot: number; readonly right: number; readonly n: number }[] = [];

  add({ right, wrong }: Step, seconds: number): void {
    this.#labels.push({ slot: Math.floor(seconds / SLOT_SECONDS), right, n: right + wrong });
  }

  judge(seconds: number): void {
    this.history.push({ verdict: this.#verdict(seconds), seconds });
  }

  #verdict(seconds: number): Verdict {
    const first = Math.floor(seconds / SLOT_SECONDS) - 9;
    const inWindow = this.#labels.filter(({ slot }) => slot >= first);
    const right = inWindow.reduce((sum, labels) => sum + labels.right, 0);
    const n = inWindow.reduce((sum, labels) => sum + labels.n, 0);
    if (n < MIN_COUNT) return 'unknown';
    if (right / n >= BOUND) return 'fine';
    return (wilsonInterval(right, n, 0.95)?.upper ?? 1) < BOUND ? 'wrong' : 'doubtful';
  }
}

test('whatever comes whenever, states are those of everything kept, and each change to and from firing is told once', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.constantFrom(0, 15, 60), (steps, forSeconds) => {
      const bound = { kind: 'below', value: BOUND } as const;
      const scene = new AlertScene([alertRule({ bound, minCount: MIN_COUNT, forSeconds })]);
      const naive = new Map<string, EverythingKept>();
      for (const one of steps) {
        scene.seconds += one.pause;
        const kept = naive.get(one.version) ?? new EverythingKept();
        naive.set(one.version, kept);
        kept.add(one, scene.seconds);
        scene.predict(one, scene.models.state('m', one.version));
        for (const version of naive.values()) version.judge(scene.seconds);
        assertAgrees(scene, naive, { forSeconds, patienceSeconds: WINDOW_SECONDS });
      }
      assert.deepEqual(scene.faults, []);
    }),
    { numRuns: 300 },
  );
});

/** Judges, and compares what is told and where everything stands now. */
function assertAgrees(
  scene: AlertScene,
  naive: ReadonlyMap<string, EverythingKept>,
  rules: Parameters<typeof statesByWord>[1],
): void {
  const expected = Array.from(naive, ([version, { history }]) => {
    const states = statesByWord(history, rules);
    return {
      version,
      state: states.at(-1),
      isFiring: states.at(-1) === 'firing',
      was: states.at(-2) === 'firing',
    };
  });
  const told = expected.filter(({ isFiring, was }) => isFiring !== was);
  assert.deepEqual(
    scene.pass(),
    told.map(({ isFiring }) => (isFiring ? 'firing Rule' : 'resolved Rule')),
  );
  const events = scene.events.slice(scene.events.length - told.length);
  assert.deepEqual(
    events.map(({ subject }) => subject.version),
    told.map(({ version }) => version),
  );
  assert.deepEqual(
    scene.states(),
    expected.map(({ version, state }) => `Rule m@${version}: ${state}`),
  );
}

test('no two firing events of an alert come without a resolved one between them, nor two resolved ones', () => {
  const metrics = ['accuracy', 'recall', 'precision', 'unread_rate', 'throughput'] as const;
  const rules = metrics.map((metric) =>
    alertRule({ name: metric, metric, bound: { kind: 'below', value: 0.5 }, minCount: 3 }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const scene = new AlertScene(rules);
      for (const one of steps) {
        scene.predict(one, scene.models.state('m', one.version));
        scene.pass(one.pause);
      }
      const lastOf = new Map<string, string>();
      for (const { alert, subject, status } of scene.events) {
        const key = JSON.stringify([alert, subject]);
        assert.equal(status, lastOf.get(key) === 'firing' ? 'resolved' : 'firing');
        lastOf.set(key, status);
      }
      const firing = Array.from(scene.watch).filter(({ phase }) => phase.state === 'firing');
      assert.equal(firing.length, Array.from(lastOf.values()).filter((status) => status === 'firing').length);
    }),
  );
});
