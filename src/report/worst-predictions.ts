import { givenOf } from '../domain/baseline-parts.ts';
import { type ClassScores, scoredName } from '../domain/class-scores.ts';
import { type Truth, truthValue } from '../domain/labelled-row.ts';
import type { Features } from '../domain/prediction.ts';
import type { WorstPrediction } from '../domain/report.ts';
import type { Meaning } from '../domain/task.ts';

/** A prediction with its truth. */
export interface JudgedPrediction {
  readonly id: string;
  readonly timeMs: number;
  readonly scores: ClassScores | undefined;
  readonly meaning: Meaning;
  readonly features: Features | undefined;
  readonly truth: Truth;
}

interface Ranked {
  /** How bad it is; comparable among predictions of one kind. */
  readonly rank: number;
  readonly judged: JudgedPrediction;
  readonly worst: WorstPrediction;
}

/**
 * The predictions of one model version that were most wrong: of a classification the wrong ones that were most sure,
 * of a regression those with the largest error.
 */
export class WorstPredictions {
  readonly #most: number;
  #kind: Meaning['kind'] = 'class';
  /** Worst first. */
  #ranked: Ranked[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** @param kind - what the outputs of the model version are, as far as it is known by now. */
  add(judged: JudgedPrediction, kind: Meaning['kind']): void {
    if (kind !== this.#kind) this.#rankAgain(kind);
    const ranked = kind === 'value' ? rankError(judged) : rankClass(judged);
    if (ranked !== undefined) this.#insert(ranked);
  }

  list(): readonly WorstPrediction[] {
    return this.#ranked.map(({ worst }) => worst);
  }

  /** Whole numbers are taken for classes until they turn out to be values. */
  #rankAgain(kind: Meaning['kind']): void {
    const known = this.#ranked;
    this.#kind = kind;
    this.#ranked = [];
    for (const { judged } of known) this.add(judged, kind);
  }

  #insert(ranked: Ranked): void {
    const last = this.#ranked.at(-1);
    if (this.#ranked.length === this.#most && last !== undefined && !isWorse(ranked, last)) return;
    const place = this.#ranked.findIndex((other) => isWorse(ranked, other));
    this.#ranked.splice(place === -1 ? this.#ranked.length : place, 0, ranked);
    this.#ranked.length = Math.min(this.#ranked.length, this.#most);
  }
}

/** Of equals the earlier one, in whatever order they come. */
function isWorse(a: Ranked, b: Ranked): boolean {
  return a.rank === b.rank ? a.judged.timeMs < b.judged.timeMs : a.rank > b.rank;
}

function rankError(judged: JudgedPrediction): Ranked | undefined {
  const { meaning, truth: given } = judged;
  const output = meaning.kind === 'value' ? meaning.value : Number(meaning.name);
  const truth = truthValue(given);
  const error = truth === undefined ? Number.NaN : output - truth;
  if (!Number.isFinite(error) || error === 0) return undefined;
  return { rank: Math.abs(error), judged, worst: { ...told(judged, output), error } };
}

function rankClass(judged: JudgedPrediction): Ranked | undefined {
  const { meaning, truth } = judged;
  const name = meaning.kind === 'class' ? meaning.name : String(meaning.value);
  if (name === String(truth)) return undefined;
  const score = scoreOf(name, judged.scores);
  return { rank: score ?? 0, judged, worst: { ...told(judged, name), ...givenOf({ score }) } };
}

function scoreOf(name: string, scores: ClassScores | undefined): number | undefined {
  return scores?.values.find((_, index) => scoredName(scores, index) === name);
}

function told(judged: JudgedPrediction, output: string | number): Omit<WorstPrediction, 'score' | 'error'> {
  const { id, timeMs, truth, features } = judged;
  return { id, time: new Date(timeMs).toISOString(), output, truth, ...givenOf({ features }) };
}
