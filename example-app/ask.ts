import type { InferResponse } from './open-inference.ts';
import type { Question } from './traffic.ts';

export type Outcome = 'ok' | 'client_error' | 'server_error' | 'no_answer';

/** What an answer says, whichever protocol it speaks. */
export interface Answer {
  readonly version: string;
  readonly outputs: readonly unknown[];
  /** What a label sent later has to name; empty when nobody takes labels. */
  readonly predictionId: string;
}

interface PredictResponse {
  readonly output: string;
  readonly modelVersion: string;
}

const answerTimeoutMilliseconds = 5_000;

/** Asks for one prediction, or for a batch of them. */
export async function ask(
  url: string,
  { path, body }: Question,
): Promise<{ outcome: Outcome; answer?: Answer }> {
  try {
    const response = await postJson(url + path, body);
    const outcome = outcomeOf(response.status);
    const answered = (await response.json()) as PredictResponse | InferResponse;
    if (outcome !== 'ok') return { outcome };
    const predictionId = response.headers.get('X-Prediction-Id') ?? '';
    return { outcome, answer: { ...readAnswer(answered), predictionId } };
  } catch {
    return { outcome: 'no_answer' };
  }
}

export function postJson(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(answerTimeoutMilliseconds),
  });
}

function readAnswer(answered: PredictResponse | InferResponse): Omit<Answer, 'predictionId'> {
  if ('outputs' in answered) {
    return { version: answered.model_version, outputs: answered.outputs[0]?.data ?? [] };
  }
  return { version: answered.modelVersion, outputs: [answered.output] };
}

function outcomeOf(status: number): Outcome {
  if (status >= 500) return 'server_error';
  return status >= 400 ? 'client_error' : 'ok';
}
