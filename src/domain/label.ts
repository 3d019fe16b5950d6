import { isTruth, type Truth } from './labelled-row.ts';
import { unwrapSingle } from './prediction.ts';
import { isValidId } from './prediction-id.ts';

/** What turned out to be right for the prediction with this id. */
export interface Label {
  readonly id: string;
  readonly truth: Truth;
}

/** What became of a label. */
export type LabelOutcome = 'joined' | 'duplicate' | 'unknown' | 'expired' | 'invalid';

export interface LabelResult {
  /** As it was sent; empty when there was none. */
  readonly id: string;
  readonly result: LabelOutcome;
  /** What to do about it, unless it was joined. */
  readonly message?: string;
}

/** What can become of a prediction that waits for its label, by the name it is counted under. */
export const FEEDBACK_RESULTS = ['joined', 'unknown', 'duplicate', 'invalid', 'expired', 'evicted'] as const;

export type FeedbackResult = (typeof FEEDBACK_RESULTS)[number];

/** What to do about a label that was not joined. */
const MESSAGES: Readonly<Record<Exclude<LabelOutcome, 'joined'>, string>> = {
  duplicate: 'this prediction has its label already; nothing was counted again',
  unknown:
    'no prediction with this id waits for a label: send the X-Prediction-Id of the answer, "ID#row" for a row of several',
  expired: 'this prediction waited longer than feedback.ttl; it is not counted any more',
  invalid: 'the prediction is of a number, so its truth has to be one',
};

export function resultOf(id: string, result: LabelOutcome): LabelResult {
  return result === 'joined' ? { id, result } : { id, result, message: MESSAGES[result] };
}

/**
 * Reads one label as a client sent it.
 *
 * @returns the label, or the result that says what is wrong with it.
 */
export function readLabel(given: unknown): Label | LabelResult {
  const { id, truth: wrapped } = Object(given) as { id?: unknown; truth?: unknown };
  const shown = typeof id === 'string' ? id.slice(0, LONGEST_SHOWN) : '';
  const invalid = (message: string): LabelResult => ({ id: shown, result: 'invalid', message });
  if (typeof given !== 'object' || given === null) return invalid('a label is an object { "id", "truth" }');
  if (!isRowId(id)) return invalid('id has to be the id of a prediction, as its X-Prediction-Id said it');
  const truth = unwrapSingle(wrapped);
  if (!isTruth(truth)) return invalid('truth has to be a class (text, true, false) or a finite number');
  return { id, truth };
}

/** So much of a wrong id is sent back. */
const LONGEST_SHOWN = 160;

/** An id of a request, and for a row of several its number. */
function isRowId(id: unknown): id is string {
  if (typeof id !== 'string') return false;
  const end = id.lastIndexOf('#');
  return isValidId(end === -1 ? id : id.slice(0, end)) && (end === -1 || /^\d{1,9}$/.test(id.slice(end + 1)));
}
