import type { FeatureSnapshot, HistogramSnapshot } from '../../../domain/drift-snapshot.ts';
import { type BinShare, binShares } from '../charts/bin-shares.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { table } from '../dom/table.ts';
import { featureTitle } from '../read/drift.ts';
import { formatCount, formatNumber, formatShare, shorten } from '../text/format.ts';
import { note } from './texts.ts';

/** Term, value, and how to read it. */
type Fact = readonly [term: string, value: string, help: string];

/** Everything of one feature: both histograms, how far they are apart by every method, and what is wrong with values. */
export function featureDetail(feature: FeatureSnapshot): ElementView {
  return element(
    'div',
    { class: 'feature-detail' },
    histogramTable(feature.feature, feature.histogram),
    factList([...distanceFacts(feature), ...rateFacts(feature)]),
  );
}

function histogramTable(feature: string, histogram: HistogramSnapshot): ElementView {
  const bins = binShares(histogram);
  const highest = Math.max(
    ...bins.map(({ baseline, current }) => Math.max(baseline, current)),
    Number.MIN_VALUE,
  );
  return element(
    'div',
    { class: 'histogram' },
    element(
      'p',
      { class: 'legend' },
      element('span', { class: 'key current' }, 'current'),
      element('span', { class: 'key baseline' }, 'baseline'),
      rangeText(histogram),
    ),
    table({
      caption: `Values of ${featureTitle(feature)}, current and in the baseline`,
      whenNarrow: 'scroll',
      columns: [
        { title: histogram.range === undefined ? 'Category' : 'Values' },
        { title: 'Share of rows' },
        { title: 'Current', isNumeric: true },
        { title: 'Baseline', isNumeric: true },
      ],
      rows: bins.map((bin) => ({
        key: bin.bin,
        cells: [
          shorten(bin.title),
          bars(bin, highest),
          sharesOf(bin.current, bin.currentRows),
          sharesOf(bin.baseline, bin.baselineRows),
        ],
      })),
    }),
  );
}

function rangeText({ range }: HistogramSnapshot): ElementView | undefined {
  if (range === undefined) return undefined;
  return note(`The baseline goes from ${formatNumber(range.min)} to ${formatNumber(range.max)}.`);
}

/** As wide as the fullest bin at most. */
function bars({ baseline, current }: BinShare, highest: number): ElementView {
  return element(
    'span',
    {
      class: 'bars',
      'aria-hidden': 'true',
      '--current': current / highest,
      '--baseline': baseline / highest,
    },
    element('span', { class: 'bar current' }),
    element('span', { class: 'bar baseline' }),
  );
}

function sharesOf(share: number, rows: number): ElementView[] {
  return [element('span', {}, formatShare(share)), note(formatCount(rows))];
}

function distanceFacts({ distances, threshold, rows }: FeatureSnapshot): Fact[] {
  if (distances === undefined) return [];
  const facts: readonly (readonly [string, number | undefined, string])[] = [
    ['PSI', distances.psi, 'Population stability index: 0 when alike, no upper end. This one decides.'],
    [
      'Threshold',
      threshold,
      `What chance alone passes once in a thousand windows of ${formatCount(rows)} rows; at least 0.1.`,
    ],
    ['Jensen-Shannon', distances.js, 'Distance of the two histograms, 0 to 1.'],
    ['Hellinger', distances.hellinger, 'Distance of the roots of their shares, 0 to 1.'],
    ['Largest difference', distances.linf, 'Of the shares of one bin, 0 to 1.'],
    ['Kolmogorov-Smirnov', distances.ks, 'Largest difference of the shares up to a value, 0 to 1.'],
  ];
  return facts.flatMap(([term, value, help]) =>
    value === undefined ? [] : [[term, formatNumber(value), help] as const],
  );
}

function rateFacts({ rates }: FeatureSnapshot): Fact[] {
  const facts: readonly (readonly [string, number | undefined, string])[] = [
    ['Missing', rates.missing, 'Values that were absent, null or empty.'],
    ['Invalid', rates.invalid, 'Values of the wrong type, or not finite.'],
    ['Unseen', rates.unseen, 'Categories that the baseline never had.'],
    ['Out of range', rates.outOfRange, 'Numbers beyond the smallest and largest of the baseline.'],
  ];
  return facts.flatMap(([term, value, help]) =>
    value === undefined ? [] : [[term, formatShare(value), help] as const],
  );
}

function factList(facts: readonly Fact[]): ElementView {
  return element(
    'dl',
    { class: 'facts' },
    facts.map(([term, value, help]) =>
      element(
        'div',
        { key: term },
        element('dt', {}, term),
        element('dd', {}, element('span', { class: 'figure' }, value), note(help)),
      ),
    ),
  );
}
