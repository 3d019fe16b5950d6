import type { FeedbackResult } from '../../../domain/label.ts';
import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Snapshot } from '../../../domain/snapshot.ts';
import type { ElementView } from '../dom/elements.ts';
import { table } from '../dom/table.ts';
import { countOf, formatCount, formatSeconds, formatShare } from '../text/format.ts';
import { figureText, note } from './texts.ts';

const RESULTS: Readonly<Record<FeedbackResult, string>> = {
  joined: 'Came later and found their prediction.',
  unknown: 'No prediction with that id waits: a wrong id, or a restart of a store in memory.',
  duplicate: 'Their prediction had a label already; nothing was counted twice.',
  invalid: 'Could not be read as a label.',
  expired: 'Came after the time that predictions wait.',
  evicted: 'Predictions given up to make room for newer ones.',
};

/** Shown even when there are none; the others are news. */
const USUAL: ReadonlySet<string> = new Set<FeedbackResult>(['joined', 'unknown', 'duplicate']);

/** What is counted, how many, and how to read it. */
type LabelRow = readonly [what: string, count: string, help: string];

/** What became of the labels, and how long they take: this version's, and what only the whole monitor can tell. */
export function labels(model: ModelSnapshot, snapshot: Snapshot): ElementView {
  return table({
    caption: 'Labels',
    whenNarrow: 'fold',
    columns: [{ title: 'What' }, { title: 'Count', isNumeric: true }],
    rows: [...versionRows(model), ...monitorRows(snapshot)].map(([what, count, help]) => ({
      key: what,
      cells: [[what, note(help)], figureText(count)],
    })),
  });
}

function versionRows({ window, total, labelDelay }: ModelSnapshot): LabelRow[] {
  const share = window.predictions === 0 ? '' : `, ${formatShare(window.labels / window.predictions)}`;
  const beside = `Beside ${countOf(window.predictions, 'prediction')}${share}. A label counts when it comes.`;
  const rows: LabelRow[] = [
    ['Labels in the window', formatCount(window.labels), beside],
    [
      'Labels from the start',
      formatCount(total.labels),
      `Beside ${countOf(total.predictions, 'prediction')}.`,
    ],
  ];
  if (labelDelay === undefined) return rows;
  const { n, p50Seconds, p95Seconds } = labelDelay;
  const help = `From prediction to label, of ${formatCount(n)} that came later; 95 of 100 within ${formatSeconds(p95Seconds)}. Read from a histogram.`;
  return [...rows, ['Delay, half of them', `≤ ${formatSeconds(p50Seconds)}`, help]];
}

function monitorRows({ feedback, pendingLabels }: Snapshot): LabelRow[] {
  const pending = 'Predictions of all models, in all processes that share the store.';
  return [
    ...(pendingLabels === undefined
      ? []
      : [['Waiting for a label', formatCount(pendingLabels), pending] as const]),
    ...Object.entries(feedback ?? {})
      .filter(([result, count]) => count > 0 || USUAL.has(result))
      .map(([result, count]): LabelRow => {
        return [`All models: ${result}`, formatCount(count), RESULTS[result as FeedbackResult]];
      }),
  ];
}
