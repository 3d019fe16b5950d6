import type { Label } from '../../src/index.ts';
import type { StreamRow } from '../oracles/streams.ts';
import { seededRandom } from '../statistics/seeded-random.ts';
import { inParallel } from './in-parallel.ts';
import { shuffled } from './shuffled.ts';
import { labelsOf, type PredictCall, type StreamedModel } from './streamed-model.ts';

const PARALLEL = 16;
const ROWS_PER_REQUEST = [1, 1, 2, 7];
const LABELS_PER_REQUEST = [1, 3, 50, 1, 200];
const LABEL_FORMS = ['array', 'object', 'lines'] as const;
/** Every so many rows one is predicted once more, and never labelled. */
const ROWS_PER_UNLABELLED = 10;
/** Every so many labels one is sent once more. */
const LABELS_PER_REPEATED = 8;

/** Cuts a list into pieces of these sizes in turn. */
function cut<Item>(items: readonly Item[], sizes: readonly number[]): Item[][] {
  const pieces: Item[][] = [];
  for (let start = 0; start < items.length; ) {
    const size = sizes[pieces.length % sizes.length] ?? 1;
    pieces.push(items.slice(start, start + size));
    start += size;
  }
  return pieces;
}

/** Every so-many-th item. */
function some<Item>(items: readonly Item[], every: number): Item[] {
  return items.filter((_, index) => index % every === 0);
}

/** A client that predicts the rows of a stream and sends their labels, in no order at all. */
export class StreamRun {
  readonly #model: StreamedModel;
  readonly #random = seededRandom(7);
  /** Rows that were predicted and never labelled. */
  readonly unlabelled: StreamRow[] = [];
  joined = 0;
  repeated = 0;
  #calls = 0;

  constructor(model: StreamedModel) {
    this.#model = model;
  }

  /**
   * Predicts rows in another order, in requests of one row and of several, and some of them once more.
   *
   * @returns the requests whose labels are to come.
   */
  async predict(rows: readonly StreamRow[]): Promise<readonly PredictCall[]> {
    const again = some(rows, ROWS_PER_UNLABELLED);
    const labelled = this.#callsFor(rows);
    const calls = shuffled([...labelled, ...this.#callsFor(again)], this.#random);
    await inParallel(calls, PARALLEL, (call) => this.#model.predict(call));
    this.unlabelled.push(...again);
    return labelled;
  }

  /** Sends the labels in yet another order, some of them twice. */
  async label(calls: readonly PredictCall[]): Promise<void> {
    const labels = calls.flatMap(labelsOf);
    const repeated = some(labels, LABELS_PER_REPEATED);
    const batches = cut(shuffled([...labels, ...repeated], this.#random), LABELS_PER_REQUEST);
    const numbered = batches.map((batch, index): [readonly Label[], number] => [batch, index]);
    await inParallel(numbered, PARALLEL, ([batch, index]) =>
      this.#model.label(batch, LABEL_FORMS[index % LABEL_FORMS.length] ?? 'array'),
    );
    this.joined += labels.length;
    this.repeated += repeated.length;
  }

  #callsFor(rows: readonly StreamRow[]): PredictCall[] {
    return cut(shuffled(rows, this.#random), ROWS_PER_REQUEST).map((piece) => {
      this.#calls += 1;
      return { id: `call-${this.#calls}`, rows: piece };
    });
  }
}
