import type { Label } from '../../src/index.ts';

/** The classes of the model, in the order of its scores. */
export const CLASSES: readonly string[] = ['rain', 'snow', 'sun'];

const SCORES: readonly (readonly number[])[] = [
  [0.7, 0.2, 0.1],
  [0.1, 0.7, 0.2],
  [0.2, 0.1, 0.7],
];

/** One predict request: consecutive rows, and the number of the first in its id. */
export interface PredictCall {
  readonly id: string;
  readonly rows: readonly number[];
}

/** Requests for `count` rows, so many in each. */
export function callsFor({
  from,
  count,
  each,
}: {
  from: number;
  count: number;
  each: number;
}): PredictCall[] {
  return Array.from({ length: count / each }, (_, index) => {
    const first = from + index * each;
    return { id: `row-${first}`, rows: Array.from({ length: each }, (_, row) => first + row) };
  });
}

/** The label of every row of these requests. */
export function labelsFor(calls: readonly PredictCall[]): Label[] {
  return calls.flatMap(({ id, rows }) =>
    rows.map((row, index) => ({ id: rows.length === 1 ? id : `${id}#${index}`, truth: truthOf(row) })),
  );
}

/** The number of the row that an id stands for. */
export function rowOf(id: string): number {
  const [first, index] = id.slice('row-'.length).split('#');
  return Number(first) + Number(index ?? 0);
}

/** What the model says of a row. */
export function scoresOf(row: number): readonly number[] {
  return SCORES[row % CLASSES.length] ?? [];
}

/**
 * The counters of labelled predictions, by metric and series, when just these rows were labelled.
 * A series that no row belongs to is left out.
 */
export function countersOf(rows: readonly number[]): Readonly<Record<string, Record<string, number>>> {
  const model = 'model_name="default",model_version="unversioned"';
  const confusion: Record<string, number> = {};
  let right = 0;
  let logLoss = 0;
  for (const row of rows) {
    const [actual, predicted] = [truthOf(row), classOf(row)];
    const series = `{${model},actual="${actual}",predicted="${predicted}"}`;
    confusion[series] = (confusion[series] ?? 0) + 1;
    right += actual === predicted ? 1 : 0;
    logLoss -= Math.log(scoresOf(row)[CLASSES.indexOf(actual)] ?? 0);
  }
  const ofModel = (value: number): Record<string, number> => ({ [`{${model}}`]: value });
  return {
    model_labels_total: ofModel(rows.length),
    model_scored_labels_total: ofModel(rows.length),
    model_accuracy_count: ofModel(rows.length),
    model_accuracy_sum: ofModel(right),
    model_log_loss_total: ofModel(logLoss),
    model_confusion_total: confusion,
  };
}

/** Has no pattern that a mix-up of rows would keep. */
function truthOf(row: number): string {
  return CLASSES[((Math.imul(row + 1, 0x9e3779b1) ^ row) >>> 0) % CLASSES.length] ?? '';
}

function classOf(row: number): string {
  return CLASSES[row % CLASSES.length] ?? '';
}
