import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OldestFirstMap } from '../../src/stores/oldest-first-map.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key }),
  fc.record({ kind: fc.constant('delete' as const), key }),
  fc.record({ kind: fc.constant('clear' as const), key }),
);

test('it holds what a Map would, and its oldest is the key set the longest ago', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const map = new OldestFirstMap<number>();
      const reference = new Map<string, number>();
      for (const [index, { kind, key }] of steps.entries()) {
        if (kind === 'clear' && index % 7 !== 0) continue;
        if (kind === 'clear') reference.clear();
        else reference.delete(key);
        if (kind === 'set') reference.set(key, index);
        if (kind === 'set') map.set(key, index);
        else if (kind === 'delete') map.delete(key);
        else map.clear();
        const [oldest] = reference;
        assert.deepEqual(
          [map.size, map.oldest(), map.get(key)],
          [reference.size, oldest, reference.get(key)],
        );
      }
      const order: unknown[] = [];
      for (let first = map.oldest(); first !== undefined; first = map.oldest()) {
        order.push(first);
        map.delete(first[0]);
      }
      assert.deepEqual(order, [...reference]);
    }),
  );
});
