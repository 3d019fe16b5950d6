import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recogniseProtocol } from '../../src/protocols/auto.ts';
import { tables } from './arbitrary-tables.ts';
import { decode, inputOf } from './decode.ts';
import { ENCODINGS } from './encodings.ts';

/** A body as the other side gets it. */
function overTheWire(body: unknown): unknown {
  return typeof body === 'string' ? body : JSON.parse(JSON.stringify(body));
}

for (const encoding of ENCODINGS) {
  test(`${encoding.name}: random rows come back as they went in`, () => {
    fc.assert(
      fc.property(tables(encoding.values), (table) => {
        const { request, response, ...others } = encoding.encode(table);
        const [received, answered] = [overTheWire(request), overTheWire(response)];
        const protocol = recogniseProtocol(inputOf(received, answered, others));
        assert.equal(protocol.name, encoding.protocol);
        assert.deepEqual(
          decode(protocol, received, answered, others),
          table.rows.map((row, index) => ({
            features: encoding.features(table.names, row),
            output: table.outputs[index],
          })),
        );
      }),
    );
  });
}
