import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Output } from '../../src/domain/output.ts';
import type { TaskName } from '../../src/domain/prediction.ts';
import { Task } from '../../src/domain/task.ts';

const NUMBER = (value: number): Output => ({ kind: 'number', value });
const SCORE = (value: number): Output => ({ kind: 'score', value });
const CLASS = (name: string): Output => ({ kind: 'class', name });

function taskOf(name: TaskName | undefined, classes: readonly string[] = []): Task {
  return new Task(name, { classes, positiveClass: undefined, threshold: 0.5 });
}

const UNREAD = { unread: 'output' };
const NO = { kind: 'class', name: 'no' };
const YES = { kind: 'class', name: 'yes' };

const MEANINGS = [
  ['auto', [], NUMBER(3), { kind: 'class', name: '3' }],
  ['auto', [], NUMBER(3.5), { kind: 'value', value: 3.5 }],
  ['auto', [], CLASS('3'), { kind: 'class', name: '3' }],
  ['auto', [], SCORE(0.5), UNREAD],
  ['regression', [], NUMBER(3), { kind: 'value', value: 3 }],
  ['regression', [], CLASS('3'), UNREAD],
  ['classification', [], NUMBER(3), { kind: 'class', name: '3' }],
  ['classification', [], NUMBER(-0), { kind: 'class', name: '0' }],
  ['classification', [], NUMBER(3.5), UNREAD],
  ['classification', ['no', 'yes'], NUMBER(0.5), YES],
  ['classification', ['no', 'yes'], NUMBER(0.25), NO],
  ['classification', ['no', 'yes'], NUMBER(1), YES],
  ['classification', ['no', 'yes'], NUMBER(2), UNREAD],
  ['classification', ['no', 'yes'], SCORE(0.75), YES],
  ['classification', ['no', 'yes'], SCORE(-0.75), UNREAD],
  ['classification', ['1', '2'], NUMBER(1), { kind: 'class', name: '1' }],
  ['classification', ['0.5', '2'], NUMBER(0.5), { kind: 'class', name: '0.5' }],
  ['classification', ['a', 'b', 'c'], NUMBER(0.5), UNREAD],
  ['classification', ['a', 'b', 'c'], NUMBER(7), { kind: 'class', name: '7' }],
  ['classification', ['a', 'b', 'c'], SCORE(0.5), UNREAD],
] as const;

for (const [name, classes, output, meaning] of MEANINGS) {
  const given = JSON.stringify(output);
  test(`${given} means ${JSON.stringify(meaning)} under ${name} of [${classes}]`, () => {
    assert.deepEqual(taskOf(name === 'auto' ? undefined : name, classes).meaningOf(output), meaning);
  });
}

/** What settles a task that nobody told. */
const SETTLED: Readonly<Record<string, readonly [act: (task: Task) => unknown, name: string]>> = {
  'a whole number settles nothing': [(task) => task.meaningOf(NUMBER(1)), 'auto'],
  'a fraction settles on regression': [(task) => task.meaningOf(NUMBER(0.5)), 'regression'],
  'text settles on classification': [(task) => task.meaningOf(CLASS('a')), 'classification'],
  'a lone score settles nothing': [(task) => task.meaningOf(SCORE(0.5)), 'auto'],
  '20 different whole numbers settle nothing': [(task) => observeTruths(task, 20), 'auto'],
  'the 21st settles on regression': [(task) => observeTruths(task, 21), 'regression'],
  'numbers that differ in their sign are different': [
    (task) => {
      for (let output = -10; output <= 10; output += 1) task.meaningOf(NUMBER(output));
    },
    'regression',
  ],
  'a truth with a fraction does': [(task) => task.observeTruth(0.5), 'regression'],
  'a truth of text settles nothing': [(task) => task.observeTruth('0.5'), 'auto'],
  'a truth that is no number settles nothing': [(task) => task.observeTruth(Number.NaN), 'auto'],
  'another process does': [(task) => task.settleOn('regression'), 'regression'],
};

function observeTruths(task: Task, count: number): void {
  for (let truth = 0; truth < count; truth += 1) task.observeTruth(truth);
}

for (const [sentence, [act, name]] of Object.entries(SETTLED)) {
  test(`task auto: ${sentence}`, () => {
    const task = taskOf(undefined);
    act(task);
    assert.equal(task.name, name);
  });
}

test('what is settled stays, whatever comes', () => {
  for (const name of ['classification', 'regression'] as const) {
    const task = taskOf(name);
    task.meaningOf(NUMBER(0.5));
    task.meaningOf(CLASS('a'));
    observeTruths(task, 30);
    task.settleOn(name === 'regression' ? 'classification' : 'regression');
    assert.equal(task.name, name);
  }
});

test('a truth says whether it settled the task', () => {
  const task = taskOf(undefined);
  assert.deepEqual(
    [1, 0.5, 0.25].map((truth) => task.observeTruth(truth)),
    [false, true, false],
  );
});
