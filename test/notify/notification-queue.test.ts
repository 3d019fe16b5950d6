import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Notification, NotificationQueue } from '../../src/notify/notification-queue.ts';
import { firing, resolved } from './alert-events.ts';

/** `A+` fires and `A-` is over; what follows is only there to tell it from others. */
function notification(text: string): Notification {
  const key = text.charAt(0);
  const event = text.charAt(1) === '+' ? firing({ summary: text }) : resolved({ summary: text });
  return { key, event, raisedAt: 0, isRepeat: false };
}

function texts(notifications: readonly Notification[]): readonly string[] {
  return notifications.map(({ event }) => event.summary);
}

/** A queue with these in it, and what was given up for them. */
function queueOf(
  maxLength: number,
  ...added: readonly string[]
): { queue: NotificationQueue; lost: readonly string[] } {
  const queue = new NotificationQueue(maxLength);
  const lost = added.flatMap((text) => texts(queue.add(notification(text))));
  return { queue, lost };
}

function drain(queue: NotificationQueue): readonly string[] {
  const taken: string[] = [];
  while (!queue.isEmpty) taken.push(...texts(queue.take(1)));
  return taken;
}

const CASES: readonly (readonly [sentence: string, added: string, waiting: string, lost: string])[] = [
  ['alerts are told in the order in which they were raised', 'A+ B+ C-', 'A+ B+ C-', ''],
  ['what is over waits behind that it fires', 'A+ A-', 'A+ A-', ''],
  ['an alert that fires again supersedes all that waited of it', 'A+1 A-1 A+2', 'A+2', 'A+1 A-1'],
  ['an alert that is over again supersedes that it was', 'A-1 A+2 A-2', 'A+2 A-2', 'A-1'],
  [
    'of an alert that comes and goes the last time is told whole',
    'A+1 A-1 A+2 A-2 B+',
    'A+2 A-2 B+',
    'A+1 A-1',
  ],
  ['what is too much costs the one that has fired for longest', 'A+ B+ C+ D+', 'B+ C+ D+', 'A+'],
  ['that something is over is not given up for that something fires', 'A- B+ C- D+', 'A- C- D+', 'B+'],
  ['that something is over outlives that it fired', 'A+ A- B- C-', 'A- B- C-', 'A+'],
  ['only where nothing else waits is that something is over given up', 'A- B- C- D-', 'B- C- D-', 'A-'],
];

for (const [sentence, added, waiting, lost] of CASES) {
  test(sentence, () => {
    const result = queueOf(3, ...added.split(' '));
    assert.deepEqual(result.lost.join(' '), lost);
    assert.deepEqual(drain(result.queue).join(' '), waiting);
  });
}

test('what could not be told is its alert’s first again, and the alert the last in turn', () => {
  const { queue } = queueOf(9, 'A+', 'B+');
  const [first] = queue.take(1);
  assert.ok(first);
  queue.add(notification('A-'));
  assert.deepEqual(queue.putBack(first), []);
  assert.deepEqual(drain(queue), ['B+', 'A+', 'A-']);
});

test('what could not be told is superseded by what came in the meantime', () => {
  const { queue } = queueOf(9, 'A+1');
  const [first] = queue.take(1);
  assert.ok(first);
  queue.add(notification('A-1'));
  queue.add(notification('A+2'));
  assert.deepEqual(texts(queue.putBack(first)), ['A+1']);
  assert.deepEqual(drain(queue), ['A+2']);
});

test('those taken together are each of another alert', () => {
  const { queue } = queueOf(9, 'A+', 'A-', 'B+', 'C+', 'B-');
  assert.deepEqual(texts(queue.take(9)), ['A+', 'B+', 'C+']);
  assert.deepEqual(texts(queue.take(9)), ['A-', 'B-']);
  assert.deepEqual(queue.take(9), []);
});

test('repeats wait behind all, take the place of those before, and give way to anything new', () => {
  const { queue } = queueOf(2, 'A+');
  queue.repeat(['A+again', 'X+again'].map(notification));
  queue.repeat(['A+again', 'B+again', 'C+again', 'D+again'].map(notification));
  queue.add(notification('B-'));
  assert.deepEqual(drain(queue), ['A+', 'B-', 'C+again', 'D+again']);
});

test('a queue that is emptied says what waited, without repeats', () => {
  const { queue } = queueOf(3, 'A+', 'A-', 'B+');
  queue.repeat([notification('C+again')]);
  assert.deepEqual(texts(queue.clear()), ['A+', 'A-', 'B+']);
  assert.equal(queue.isEmpty, true);
  assert.deepEqual(queue.add(notification('D+')), []);
});

type Step = 'A' | 'B' | 'C' | 'deliver' | 'miss';

/** Alerts that fire and are over in turn, to a receiver that can be told of them or not. */
function tell(steps: readonly Step[]): { added: string[]; delivered: string[]; lost: string[] } {
  const queue = new NotificationQueue(1000);
  const [added, delivered, lost]: [string[], string[], string[]] = [[], [], []];
  steps.forEach((step, index) => {
    if (step === 'deliver') delivered.push(...texts(queue.take(1)));
    else if (step === 'miss') lost.push(...texts(queue.take(1).flatMap((taken) => queue.putBack(taken))));
    else {
      const isOver = added.findLast((text) => text.startsWith(step))?.charAt(1) === '+';
      const text = `${step}${isOver ? '-' : '+'}${index}`;
      added.push(text);
      lost.push(...texts(queue.add(notification(text))));
    }
  });
  return { added, delivered: [...delivered, ...drain(queue)], lost };
}

const anySteps = fc.array(fc.constantFrom<Step>('A', 'B', 'C', 'deliver', 'miss'), { maxLength: 60 });

test('every event is told once or given up once, and of each alert the last is told last', () => {
  fc.assert(
    fc.property(anySteps, (steps) => {
      const { added, delivered, lost } = tell(steps);
      assert.deepEqual([...delivered, ...lost].sort(), [...added].sort());
      for (const key of ['A', 'B', 'C']) {
        const ofAlert = (text: string): boolean => text.startsWith(key);
        const toldInOrder = added.filter((text) => ofAlert(text) && delivered.includes(text));
        assert.deepEqual(delivered.filter(ofAlert), toldInOrder);
        assert.equal(delivered.findLast(ofAlert), added.findLast(ofAlert));
      }
    }),
  );
});
