import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { SharedListener } from '../../src/log/shared-listener.ts';

test('all who joined hear the event, through one listener', () => {
  const emitter = new EventEmitter();
  const heard: string[] = [];
  const errors = new SharedListener('error');
  const leaveFirst = errors.join(emitter, (value) => heard.push(`first ${value}`));
  const leaveSecond = errors.join(emitter, (value) => heard.push(`second ${value}`));
  assert.equal(emitter.listenerCount('error'), 1);
  emitter.emit('error', 1);
  leaveFirst();
  emitter.emit('error', 2);
  leaveSecond();
  assert.equal(emitter.listenerCount('error'), 0);
  assert.deepEqual(heard, ['first 1', 'second 1', 'second 2']);
});

test('who has left can leave again without taking others along, and join again', () => {
  const emitter = new EventEmitter();
  const heard: unknown[] = [];
  const shared = new SharedListener('tick');
  const leave = shared.join(emitter, (value) => heard.push(value));
  leave();
  const leaveAgain = shared.join(emitter, (value) => heard.push(value));
  leave();
  emitter.emit('tick', 1);
  leaveAgain();
  assert.deepEqual([heard, emitter.listenerCount('tick')], [[1], 0]);
});

test('emitters are told apart', () => {
  const [a, b] = [new EventEmitter(), new EventEmitter()];
  const heard: unknown[] = [];
  const shared = new SharedListener('tick');
  shared.join(a, (value) => heard.push(`a ${value}`));
  shared.join(b, (value) => heard.push(`b ${value}`));
  a.emit('tick', 1);
  b.emit('tick', 2);
  assert.deepEqual(heard, ['a 1', 'b 2']);
});
