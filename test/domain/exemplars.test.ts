import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Exemplars } from '../../src/domain/exemplars.ts';

const START = 1_700_000_000_000;

function fakeDate(t: TestContext): (milliseconds: number) => void {
  t.mock.timers.enable({ apis: ['Date'], now: START });
  return (milliseconds) => t.mock.timers.setTime(milliseconds);
}

function request(predictionId: string): { predictionId: string; traceId: undefined } {
  return { predictionId, traceId: undefined };
}

function idsIn(exemplars: Exemplars): (string | undefined)[] {
  return exemplars.byBucket.map((exemplar) => exemplar?.predictionId);
}

test('a bucket keeps a request, with its ids, its latency and the time', (t) => {
  fakeDate(t);
  const exemplars = new Exemplars(3);
  exemplars.offer(1, 0.25, { predictionId: 'a', traceId: '0af7' });
  const taken = { predictionId: 'a', traceId: '0af7', seconds: 0.25, takenAtMs: START };
  assert.deepEqual(exemplars.byBucket, [undefined, taken, undefined]);
});

test('a bucket is renewed at most once a second, each bucket for itself', (t) => {
  const setTime = fakeDate(t);
  const exemplars = new Exemplars(2);
  exemplars.offer(0, 0.1, request('a'));
  setTime(START + 999);
  exemplars.offer(0, 0.1, request('b'));
  exemplars.offer(1, 0.9, request('c'));
  assert.deepEqual(idsIn(exemplars), ['a', 'c']);
  setTime(START + 1_000);
  exemplars.offer(0, 0.1, request('d'));
  exemplars.offer(1, 0.9, request('e'));
  assert.deepEqual(idsIn(exemplars), ['d', 'c']);
});

test('a clock that was put back does not stop the renewal', (t) => {
  const exemplars = new Exemplars(1);
  fakeDate(t);
  exemplars.offer(0, 0.1, request('before'));
  t.mock.timers.reset();
  t.mock.timers.enable({ apis: ['Date'], now: START - 3_600_000 });
  exemplars.offer(0, 0.1, request('after'));
  assert.deepEqual(idsIn(exemplars), ['after']);
});

test('the ids of a request that is not taken are never asked for', (t) => {
  fakeDate(t);
  const exemplars = new Exemplars(1);
  let asked = 0;
  const costly = {
    get predictionId(): string {
      asked += 1;
      return `id ${asked}`;
    },
    traceId: undefined,
  };
  for (let count = 0; count < 1_000; count += 1) exemplars.offer(0, 0.1, costly);
  assert.equal(asked, 1);
});
