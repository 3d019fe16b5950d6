import type { IncomingMessage } from 'node:http';
import type { LabelOutcome, LabelResult } from '../domain/label.ts';
import type { LabelJoin } from '../domain/label-join.ts';
import { StoreUnavailableError } from '../domain/pending-store.ts';
import type { Admission } from './admission.ts';
import { type Answer, jsonAnswer, refusal } from './answer.ts';
import { createEndpoint, type Endpoint } from './endpoint.ts';
import { readLabels, type SentLabels } from './read-labels.ts';
import { BodyError } from './request-body.ts';

export interface FeedbackEndpointOptions extends Omit<Admission, 'methods'> {
  readonly join: LabelJoin;
  /** How many labels one request may bring. */
  readonly maxLabels: number;
}

/** What a single label alone is answered with. */
const STATUS: Readonly<Record<LabelOutcome, number>> = {
  joined: 200,
  invalid: 400,
  unknown: 404,
  duplicate: 409,
  expired: 410,
};

/** The handler of `/feedback`: takes the labels of earlier predictions. */
export function createFeedbackEndpoint(options: FeedbackEndpointOptions): Endpoint {
  const { faults, authorize } = options;
  return createEndpoint({
    part: 'feedback',
    methods: ['POST'],
    faults,
    authorize,
    answer: (request) => answerLabels(request, options),
  });
}

async function answerLabels(request: IncomingMessage, options: FeedbackEndpointOptions): Promise<Answer> {
  try {
    const sent = await readLabels(request, options.maxLabels);
    return answerResults(sent, await options.join.join(sent.labels));
  } catch (error) {
    if (error instanceof BodyError) return refusal(error.status, error);
    // A store of the user's may fail in ways of its own; its labels are as safe to send again.
    if (!(error instanceof StoreUnavailableError)) options.faults.report('feedback', error);
    const message = 'The store of predictions cannot be reached; nothing was counted: send the labels again.';
    return refusal(503, { error: 'store_unavailable', message }, { 'Retry-After': '5' });
  }
}

function answerResults({ isSingle }: SentLabels, results: readonly LabelResult[]): Answer {
  const counts = { joined: 0, duplicate: 0, unknown: 0, expired: 0, invalid: 0 };
  for (const { result } of results) counts[result] += 1;
  const [first] = results;
  if (!isSingle || first === undefined || first.result === 'joined') {
    return jsonAnswer(200, { ...counts, results });
  }
  const { result: error, message } = first;
  return jsonAnswer(STATUS[error], { error, message, ...counts, results });
}
