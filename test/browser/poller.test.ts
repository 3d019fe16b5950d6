import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import {
  Poller,
  type PollerState,
  type PollResult,
  pollIntervalMs,
} from '../../src/page/browser/live/poller.ts';

/** A poller whose polls are answered by hand, in stopped time. */
class Scene {
  readonly states: PollerState[] = [];
  readonly poller: Poller;
  readonly #t: TestContext;
  polls = 0;
  #answer: ((result: PollResult) => void) | undefined;

  constructor(t: TestContext) {
    this.#t = t;
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 0 });
    this.poller = new Poller({
      poll: () => {
        this.polls += 1;
        return new Promise((resolve) => {
          this.#answer = resolve;
        });
      },
      intervalMs: () => 5000,
      onChange: (state) => this.states.push(state),
      now: Date.now,
    });
  }

  async answer(result: PollResult): Promise<void> {
    this.#answer?.(result);
    await Promise.resolve();
    await Promise.resolve();
  }

  pass(milliseconds: number): void {
    this.#t.mock.timers.tick(milliseconds);
  }
}

test('the next poll comes an interval after the last one ended, never before', async (t) => {
  const scene = new Scene(t);
  void scene.poller.pollNow();
  scene.pass(60_000);
  assert.equal(scene.polls, 1);
  await scene.answer('ok');
  scene.pass(4999);
  assert.equal(scene.polls, 1);
  scene.pass(1);
  assert.equal(scene.polls, 2);
  assert.deepEqual(scene.states, [{ kind: 'live' }]);
});

test('while polls fail it waits 2, 4, 8, 16, then 30 seconds, and says when it tries again', async (t) => {
  const scene = new Scene(t);
  void scene.poller.pollNow();
  const waits: number[] = [];
  for (let failure = 0; failure < 6; failure += 1) {
    await scene.answer('failed');
    const state = scene.states.at(-1);
    assert.ok(state?.kind === 'waiting');
    waits.push(state.retryAt - Date.now());
    scene.pass(state.retryAt - Date.now());
  }
  assert.deepEqual(waits, [2000, 4000, 8000, 16_000, 30_000, 30_000]);
  assert.equal(scene.polls, 7);
  await scene.answer('ok');
  assert.deepEqual(scene.states.at(-1), { kind: 'live' });
});

test('nothing is polled while it is paused; resumed it polls at once', async (t) => {
  const scene = new Scene(t);
  void scene.poller.pollNow();
  await scene.answer('ok');
  scene.poller.pause();
  scene.pass(600_000);
  assert.equal(scene.polls, 1);
  scene.poller.resume();
  scene.poller.resume();
  assert.equal(scene.polls, 2);
});

test('paused while a poll is under way, it does not plan another one', async (t) => {
  const scene = new Scene(t);
  void scene.poller.pollNow();
  scene.poller.pause();
  await scene.answer('ok');
  scene.pass(600_000);
  assert.equal(scene.polls, 1);
  assert.deepEqual(scene.states, [{ kind: 'paused' }]);
});

test('asked to poll during a poll, it polls once more right after it', async (t) => {
  const scene = new Scene(t);
  void scene.poller.pollNow();
  void scene.poller.pollNow();
  void scene.poller.pollNow();
  assert.equal(scene.polls, 1);
  await scene.answer('ok');
  assert.equal(scene.polls, 2);
  await scene.answer('ok');
  assert.equal(scene.polls, 2);
});

test('it polls every fiftieth of a window, from one to ten seconds', () => {
  assert.deepEqual([10, 60, 250, 600, 86_400].map(pollIntervalMs), [1000, 1200, 5000, 10_000, 10_000]);
});
