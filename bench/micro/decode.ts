// What reading one request costs in each wire format, recognising it included, in nanoseconds per value of its
// rows: a row, and a hundred rows, of 20 numeric features. Beside it the least that anyone could do with the
// same parsed body: a bare loop over its values. Formats that send text pay for reading it, so their bare loop
// splits the text.
//
//   npm run -s build && node --import tsx bench/micro/decode.ts

import type { DecodeInput } from '../../src/protocols/protocol.ts';
import { inputOf } from '../../test/protocols/decode.ts';
import type { Table } from '../../test/protocols/encoding.ts';
import { ENCODINGS } from '../../test/protocols/encodings.ts';
import { sumOfValues } from './sum-of-values.ts';

// What npm users run: the development loader adds a call to every closure that is made.
const built = new URL('../../dist/protocols/auto.js', import.meta.url);
const { recogniseProtocol }: typeof import('../../src/protocols/auto.ts') = await import(built.href);

const FEATURES = 20;
const BATCHES = [1, 100] as const;
const ROUNDS = 150;
/** A round of 1 to 2 ms: short enough to fit between two interruptions. */
const VALUES_PER_ROUND = 40_000;

function tableOf(rows: number): Table {
  return {
    names: Array.from({ length: FEATURES }, (_, index) => `feature_${index}`),
    rows: Array.from({ length: rows }, (_, row) =>
      Array.from({ length: FEATURES }, (_, index) => row + index / 7),
    ),
    outputs: Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 'rain' : 'sun')),
  };
}

/** The quickest of several rounds: what is slower was interrupted. */
function nanosecondsPerValue(rows: number, run: () => unknown): number {
  const times = Math.ceil(VALUES_PER_ROUND / (rows * FEATURES));
  const rounds = Array.from({ length: ROUNDS }, () => {
    const start = process.hrtime.bigint();
    for (let time = 0; time < times; time += 1) consumed = run();
    return Number(process.hrtime.bigint() - start) / (times * rows * FEATURES);
  });
  return Math.min(...rounds);
}

/** Keeps what was computed from being optimised away. */
let consumed: unknown;

function decodeOnce(input: DecodeInput): unknown {
  return recogniseProtocol(input).decode(input);
}

const figure = (value: number): string => value.toFixed(1).padStart(7);

console.log(`${'nanoseconds a value'.padEnd(40)}   1 row    bare | 100 rows  bare`);
for (const { name, encode } of ENCODINGS) {
  const cells = BATCHES.map((rows) => {
    const { request, response, ...others } = encode(tableOf(rows));
    const input = inputOf(request, response, others);
    const decoded = nanosecondsPerValue(rows, () => decodeOnce(input));
    const bare = nanosecondsPerValue(rows, () => sumOfValues(request));
    return `${figure(decoded)} ${figure(bare)}`;
  });
  console.log(`${name.padEnd(40)} ${cells.join(' | ')}`);
}
if (consumed === undefined) throw new Error('nothing was decoded');
