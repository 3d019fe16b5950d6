import type { LabelJoin } from '../domain/label-join.ts';
import { within } from '../endpoint/within.ts';
import type { Families } from './families.ts';
import type { HistogramRow, ValueRow } from './row.ts';

/** How long a scrape waits for the store to say how much it holds. */
const LONGEST_WAIT_MS = 1000;

/** The metrics of labels that come later than their predictions. */
export function addFeedbackSources(
  families: Families,
  labels: LabelJoin,
  delayRows: () => Iterable<HistogramRow>,
): void {
  families.addSource('model_feedback_total', () => resultRows(labels));
  families.addSource('model_feedback_pending', () => pendingRows(labels));
  families.addSource('model_label_delay_seconds', delayRows);
}

function* resultRows({ results }: LabelJoin): Generator<ValueRow> {
  for (const [result, count] of results) yield { labels: [result], value: count };
}

/** None while the store cannot be asked: it says so itself, once per outage. */
async function pendingRows(labels: LabelJoin): Promise<ValueRow[]> {
  const value = await within(labels.pending(), LONGEST_WAIT_MS).catch(() => undefined);
  return value === undefined ? [] : [{ labels: [], value }];
}
