import type { IncomingMessage } from 'node:http';
import type { LabelJoin } from '../domain/label-join.ts';
import { isChosen, type ModelChoice } from '../domain/model-choice.ts';
import type { Models } from '../domain/models.ts';
import { takeSeries } from '../domain/series.ts';
import { type Snapshot, type SnapshotSource, takeSnapshot } from '../domain/snapshot.ts';
import { type Answer, jsonAnswer } from '../endpoint/answer.ts';
import { compressAnswer } from '../endpoint/compress-answer.ts';
import { within } from '../endpoint/within.ts';
import { modelQuery } from './model-query.ts';

/** How long a snapshot waits for the store to say how much it holds. */
const LONGEST_WAIT_MS = 1000;

/** The snapshot, with how much the store holds: the one number that has to be waited for. */
export function snapshotAnswer(request: IncomingMessage, source: SnapshotSource): Promise<Answer> {
  return answerChosen(request, source.models, async (choice): Promise<Snapshot> => {
    const pending = source.labels && (await pendingLabels(source.labels));
    const snapshot = takeSnapshot(source, new Date(), choice);
    return pending === undefined ? snapshot : { ...snapshot, pendingLabels: pending };
  });
}

export function seriesAnswer(request: IncomingMessage, source: SnapshotSource): Promise<Answer> {
  return answerChosen(request, source.models, async (choice) => takeSeries(source, new Date(), choice));
}

/** Of the model, or the version, that the query names, if it names one that was seen. */
async function answerChosen(
  request: IncomingMessage,
  models: Models,
  take: (choice: ModelChoice) => Promise<unknown>,
): Promise<Answer> {
  const choice = modelQuery(request.url ?? '');
  const seen = Array.from(models, ({ model, version }) => ({ model, version }));
  const isOfAll = choice.model === undefined && choice.version === undefined;
  if (isOfAll || seen.some((version) => isChosen(version, choice))) {
    return compressAnswer(request, jsonAnswer(200, await take(choice)));
  }
  const message = 'No such model version was seen; `models` has those that were.';
  return jsonAnswer(404, { error: 'unknown_model', message, models: seen });
}

/** The store tells of its outages itself, once each. */
function pendingLabels(labels: LabelJoin): Promise<number | undefined> {
  return within(labels.pending(), LONGEST_WAIT_MS).catch(() => undefined);
}
