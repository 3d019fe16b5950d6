import type { PredictionEvent } from '../domain/event.ts';
import { ModelChoice } from './model-choice.ts';
import type { RowInput } from './row-input.ts';
import { readEvent } from './rows/event.ts';
import type { SourceRow } from './rows/source-row.ts';
import type { InputRow } from './table-columns.ts';
import { TruthJoin } from './truth-join.ts';
import { UsageError } from './usage-error.ts';

/** Makes rows of the lines of event logs: of one model version, each prediction with the label that came for it. */
export class EventLogRows {
  readonly #input: RowInput;
  readonly #choice: ModelChoice;
  readonly #truths: TruthJoin;

  constructor(input: RowInput, take: (row: InputRow) => void) {
    this.#input = input;
    this.#choice = new ModelChoice(input.chosen);
    this.#truths = new TruthJoin(take);
  }

  /** Labels that came for no prediction that was waiting for one. */
  get unknownLabels(): number {
    return this.#truths.unknown;
  }

  /** @throws UsageError for a line that is not as it should be. */
  add(row: SourceRow, path: string): void {
    const event = readEvent(row, path);
    if (event.type === 'label') this.#truths.label(event.id, event.truth);
    else this.#addPrediction(event, `${path}:${row.line}`);
  }

  /** Hands on the predictions that still wait for a label. */
  finish(): void {
    this.#truths.finish();
  }

  #addPrediction(event: PredictionEvent, place: string): void {
    const { id, output, model_name: model, model_version: version } = event;
    const hasFailed = output === null || output === undefined;
    if (hasFailed || !this.#choice.accepts({ model, version })) return;
    const features = named(event.features ?? {});
    this.#input.required.see(features);
    this.#truths.add(id, {
      features: this.#input.columns.featuresOf(features),
      output,
      scores: this.#scoresOf(event, place),
      truth: event.truth ?? undefined,
    });
  }

  #scoresOf({ scores }: PredictionEvent, place: string): InputRow['scores'] {
    if (typeof scores !== 'number') return scores ?? undefined;
    const { positiveClass } = this.#input;
    if (positiveClass !== undefined) return { [positiveClass]: scores };
    throw new UsageError(`${place}: scores: one number, but of which class? Say it with --positive CLASS`);
  }
}

/** The values of a list are called f0, f1 and so on. */
function named(features: NonNullable<PredictionEvent['features']>): InputRow['features'] {
  if (!isList(features)) return features;
  return Object.fromEntries(features.map((value, index) => [`f${index}`, value]));
}

function isList(features: NonNullable<PredictionEvent['features']>): features is readonly unknown[] {
  return Array.isArray(features);
}
