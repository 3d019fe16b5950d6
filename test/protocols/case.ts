import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Protocol } from '../../src/protocols/protocol.ts';
import { decode, type InputOptions } from './decode.ts';

/** Two bodies and what stands in them: predictions, or why they cannot be read. */
export interface DecodeCase {
  readonly name: string;
  readonly request: unknown;
  readonly response: unknown;
  readonly options?: InputOptions;
  readonly expected: unknown;
}

/** One test per case. */
export function testCases(protocol: Protocol, cases: readonly DecodeCase[]): void {
  for (const { name, request, response, options = {}, expected } of cases) {
    test(name, () => assert.deepEqual(decode(protocol, request, response, options), expected));
  }
}

/** One test per reason why something cannot be read. */
export function testUnread(protocol: Protocol, cases: readonly DecodeCase[]): void {
  testCases(
    protocol,
    cases.map(({ name, expected, ...others }) => ({
      ...others,
      name: `${name}: ${expected}`,
      expected: { unread: expected },
    })),
  );
}
