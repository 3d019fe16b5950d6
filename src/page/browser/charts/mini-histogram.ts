import type { HistogramSnapshot } from '../../../domain/drift-snapshot.ts';
import { type ElementView, svg } from '../dom/elements.ts';
import { binShares } from './bin-shares.ts';

const HEIGHT = 32;
const BIN = 10;

/** The shape of a feature at a glance: bars are current, the outline is the baseline. The table beside it has the numbers. */
export function miniHistogram(histogram: HistogramSnapshot): ElementView {
  const bins = binShares(histogram);
  const highest = Math.max(
    ...bins.map(({ baseline, current }) => Math.max(baseline, current)),
    Number.MIN_VALUE,
  );
  const top = (share: number) => HEIGHT - (HEIGHT - 1) * (share / highest);
  return svg(
    'svg',
    {
      class: 'mini-histogram',
      viewBox: `0 0 ${bins.length * BIN} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      'aria-hidden': 'true',
    },
    bins.map(({ current }, index) =>
      svg('rect', {
        class: 'current',
        x: index * BIN + 1,
        y: top(current),
        width: BIN - 2,
        height: HEIGHT - top(current),
      }),
    ),
    svg('path', {
      class: 'baseline',
      'vector-effect': 'non-scaling-stroke',
      d: `M0 ${HEIGHT}${bins.map(({ baseline }, index) => `V${top(baseline)}H${(index + 1) * BIN}`).join('')}V${HEIGHT}`,
    }),
  );
}
