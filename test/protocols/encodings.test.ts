import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recogniseProtocol } from '../../src/protocols/auto.ts';
import { decode, inputOf } from './decode.ts';
import { ENCODINGS, type Encoded, type Encoding, type Table } from './encodings.ts';

const NOT_FEATURES = ['trueLabel', 'true_label', 'truth', 'ground_truth', 'b64'];

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const VALUES: Readonly<Record<Encoding['values'], fc.Arbitrary<unknown>>> = {
  scalars: fc.oneof(number, fc.string(), fc.boolean(), fc.constant(null)),
  numbers: number,
  // What a cell says depends on its text: words stay words.
  cells: fc.oneof(number, fc.stringMatching(/^[g-m",;\n' ]+[g-m]$/), fc.constant(null)),
};

/** Names as clients may choose them, those of Object.prototype included. */
const name = fc
  .oneof(fc.string({ minLength: 1 }), fc.constantFrom('__proto__', 'constructor', 'toString', 'length'))
  .filter((text) => !NOT_FEATURES.includes(text));
const csvName = fc.stringMatching(/^[g-m",\n]*[g-m]$/).filter((text) => !NOT_FEATURES.includes(text));
const output = fc.oneof(fc.integer(), fc.stringMatching(/^[g-m]+$/));

function tables(values: Encoding['values']): fc.Arbitrary<Table> {
  return fc
    .tuple(
      fc.uniqueArray(values === 'cells' ? csvName : name, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 12 }),
    )
    .chain(([names, length]) =>
      fc.record({
        names: fc.constant(names),
        rows: fc.array(
          // A blank line is no record: the first cell always says something.
          fc.tuple(values === 'cells' ? number : VALUES[values], ...names.slice(1).map(() => VALUES[values])),
          { minLength: length, maxLength: length },
        ),
        outputs: fc.array(output, { minLength: length, maxLength: length }),
      }),
    );
}

function overTheWire({ request, response, ...others }: Encoded): Encoded {
  return { ...others, request: parsed(request), response: parsed(response) };
}

function parsed(body: unknown): unknown {
  return typeof body === 'string' ? body : JSON.parse(JSON.stringify(body));
}

for (const encoding of ENCODINGS) {
  test(`${encoding.name}: random rows come back as they went in`, () => {
    fc.assert(
      fc.property(tables(encoding.values), (table) => {
        const { request, response, ...others } = overTheWire(encoding.encode(table));
        const protocol = recogniseProtocol(inputOf(request, response, others));
        assert.equal(protocol.name, encoding.protocol);
        assert.deepEqual(
          decode(protocol, request, response, others),
          table.rows.map((row, index) => ({
            features: encoding.features(table.names, row),
            output: table.outputs[index],
          })),
        );
      }),
    );
  });
}
