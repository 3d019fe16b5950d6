import type { CalibrationBinSnapshot, CalibrationSnapshot } from '../../../domain/calibration-snapshot.ts';
import { calibrationChart } from '../charts/calibration-chart.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { table } from '../dom/table.ts';
import { formatCount, formatShare, shorten } from '../text/format.ts';

/** Whether a score of 80 % comes true in 80 of 100 cases: a chart, and its numbers. */
export function calibration(curves: readonly CalibrationSnapshot[]): ElementView {
  const bins = pooledBins(curves);
  const [only] = curves;
  const ofWhom = curves.length === 1 && only ? `class ${shorten(only.class)}` : 'the predicted class';
  const summary = `Calibration curve for the score of ${ofWhom}; the table beside it has its ${bins.length} points.`;
  return element(
    'div',
    { class: 'calibration-figure' },
    element(
      'figure',
      {},
      calibrationChart(bins, summary),
      element(
        'figcaption',
        {},
        `Score of ${ofWhom}. On the dashed line scores are as sure as they should be; below it the model is too sure.`,
      ),
    ),
    table({
      caption: 'Calibration curve',
      whenNarrow: 'scroll',
      columns: ['Mean score', 'Came true', 'n'].map((title) => ({ title, isNumeric: true })),
      rows: bins.map(({ upTo, score, share, n }) => ({
        key: String(upTo),
        cells: [formatShare(score), formatShare(share), formatCount(n)],
      })),
    }),
  );
}

/** Of several classes the curves together: each has the rows in which it was the one predicted. */
function pooledBins(curves: readonly CalibrationSnapshot[]): CalibrationBinSnapshot[] {
  const pooled = new Map<number, CalibrationBinSnapshot>();
  for (const bin of curves.flatMap(({ bins }) => bins)) {
    const { score, share, n } = pooled.get(bin.upTo) ?? { score: 0, share: 0, n: 0 };
    const rows = n + bin.n;
    pooled.set(bin.upTo, {
      upTo: bin.upTo,
      n: rows,
      score: (score * n + bin.score * bin.n) / rows,
      share: (share * n + bin.share * bin.n) / rows,
    });
  }
  return Array.from(pooled.values()).toSorted((a, b) => a.upTo - b.upTo);
}
