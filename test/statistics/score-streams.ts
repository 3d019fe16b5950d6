import { seededNormal, seededRandom } from './seeded-random.ts';

export interface LabelledScore {
  readonly truth: 0 | 1;
  readonly score: number;
}

const random = seededRandom(11);
const normal = seededNormal(12);
const withChance = (chance: number): 0 | 1 => (random() < chance ? 1 : 0);
const logistic = (value: number): number => 1 / (1 + Math.exp(-value));

/** A generator of rows whose score follows from the truth. */
function stream(chance: number, scoreOf: (truth: 0 | 1) => number): () => () => LabelledScore {
  return () => () => {
    const truth = withChance(chance);
    return { truth, score: scoreOf(truth) };
  };
}

/** Score distributions that are hard on bins of fixed width. */
export const SCORE_DISTRIBUTIONS = {
  'scores all over 0..1': stream(0.5, (truth) => (truth === 1 ? Math.sqrt(random()) : random())),
  'scores between 0.49 and 0.51': stream(0.4, (truth) => 0.49 + 0.02 * logistic(normal() + truth)),
  'scores a billionth apart': stream(0.5, (truth) => 0.5 + 1e-9 * (normal() + truth)),
  'scores near 0': stream(0.01, (truth) => Math.exp(-20 + 3 * normal() + 2 * truth)),
  'scores near 1': stream(0.99, (truth) => 1 - Math.exp(-20 + 3 * normal() - 2 * truth)),
  'scores at both ends': stream(0.3, (truth) => logistic(8 * normal() + 6 * truth - 3)),
  'half of the scores spread, half within a trillionth': stream(0.4, (truth) =>
    random() < 0.5 ? random() : 0.5 + 1e-12 * (random() + truth / 2),
  ),
  'scores with heavy ties among others': stream(0.4, (truth) => {
    const kind = random();
    if (kind < 0.3) return 0.1;
    return kind < 0.5 ? 0.9 : random() ** (truth === 1 ? 1 : 2);
  }),
  'scores rounded to tenths': stream(0.4, (truth) => Math.round(5 * (random() + truth)) / 10),
  'one positive in a thousand': stream(0.001, (truth) => logistic(normal() + 2 * truth)),
  'classes that do not overlap': stream(0.5, (truth) => (truth + random()) / 2),
  'classes that alternate in 4000 stripes': stream(
    0.5,
    (truth) => (2 * Math.floor(2000 * random()) + truth + 0.9 * random()) / 4001,
  ),
} as const;

type Arrange = (rows: readonly LabelledScore[]) => readonly LabelledScore[];

const ascending: Arrange = (rows) => rows.toSorted((a, b) => a.score - b.score);
const fromBothEnds: Arrange = (rows) => {
  const sorted = ascending(rows);
  return sorted.map(
    (row, index) => sorted[index % 2 === 0 ? index >> 1 : sorted.length - 1 - (index >> 1)] ?? row,
  );
};

/** Orders of arrival that are hard on summaries which learn as they go. */
export const ARRIVAL_ORDERS: Readonly<Record<string, Arrange>> = {
  'as drawn': (rows) => rows,
  ascending,
  descending: (rows) => ascending(rows).toReversed(),
  'positives first': (rows) => rows.toSorted((a, b) => b.truth - a.truth),
  'negatives first': (rows) => rows.toSorted((a, b) => a.truth - b.truth),
  'from both ends inwards': fromBothEnds,
  'from the middle outwards': (rows) => fromBothEnds(rows).toReversed(),
  'in many sweeps': (rows) =>
    ascending(rows)
      .map((row, index) => ({ row, sweep: index % 517 }))
      .sort((a, b) => a.sweep - b.sweep)
      .map(({ row }) => row),
};
