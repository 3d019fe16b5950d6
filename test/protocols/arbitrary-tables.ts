import fc from 'fast-check';
import type { Encoding, Table } from './encoding.ts';

/** What is never a feature: truths, and TensorFlow Serving's mark of bytes. */
const NOT_FEATURES = ['trueLabel', 'true_label', 'truth', 'ground_truth', 'b64'];

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const VALUES: Readonly<Record<Encoding['values'], fc.Arbitrary<unknown>>> = {
  scalars: fc.oneof(number, fc.string(), fc.boolean(), fc.constant(null)),
  numbers: number,
  // What a cell says depends on its text: words stay words.
  cells: fc.oneof(number, fc.stringMatching(/^[g-m",;\n' ]+[g-m]$/), fc.constant(null)),
};

/** Names as clients may choose them, those of Object.prototype included. */
const anyName = fc
  .oneof(fc.string({ minLength: 1 }), fc.constantFrom('__proto__', 'constructor', 'toString', 'length'))
  .filter((text) => !NOT_FEATURES.includes(text));
const csvName = fc.stringMatching(/^[g-m",\n]*[g-m]$/).filter((text) => !NOT_FEATURES.includes(text));
const output = fc.oneof(fc.integer(), fc.stringMatching(/^[g-m]+$/));

/** Tables of 1 to 12 rows of 1 to 5 values that an encoding can say. */
export function tables(values: Encoding['values']): fc.Arbitrary<Table> {
  const names = fc.uniqueArray(values === 'cells' ? csvName : anyName, { minLength: 1, maxLength: 5 });
  return fc.tuple(names, fc.integer({ min: 1, max: 12 })).chain(([columns, length]) => {
    // A blank line is no record: the first cell always says something.
    const first = values === 'cells' ? number : VALUES[values];
    const row = fc.tuple(first, ...columns.slice(1).map(() => VALUES[values]));
    return fc.record({
      names: fc.constant(columns),
      rows: fc.array(row, { minLength: length, maxLength: length }),
      outputs: fc.array(output, { minLength: length, maxLength: length }),
    });
  });
}
