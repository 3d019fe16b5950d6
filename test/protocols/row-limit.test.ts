import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_LIMITS } from '../../src/domain/limits.ts';
import { recogniseProtocol } from '../../src/protocols/auto.ts';
import type { Batch } from '../../src/protocols/protocol.ts';
import { inputOf } from './decode.ts';
import type { Table } from './encoding.ts';
import { ENCODINGS } from './encodings.ts';

const MANY = 50_000;
const { rowsPerRequest } = DEFAULT_LIMITS;

const table: Table = {
  names: ['a', 'b'],
  rows: Array.from({ length: MANY }, (_, row) => [row, row / 2]),
  outputs: Array.from({ length: MANY }, (_, row) => row % 3),
};

for (const { name, encode, features } of ENCODINGS) {
  test(`${name}: of many rows the first are read, and all are counted`, () => {
    const { request, response, ...others } = encode(table);
    const input = inputOf(request, response, others);
    const { predictions, rows } = recogniseProtocol(input).decode(input) as Batch;
    assert.equal(rows, MANY);
    assert.deepEqual(
      predictions.map((prediction) => [prediction.features, prediction.output]),
      Array.from({ length: rowsPerRequest }, (_, row) => [
        features(table.names, table.rows[row] ?? []),
        table.outputs[row],
      ]),
    );
  });
}
