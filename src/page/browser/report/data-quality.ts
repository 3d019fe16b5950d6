import type { FeatureSnapshot } from '../../../domain/drift-snapshot.ts';
import type { ModelSnapshot } from '../../../domain/model-snapshot.ts';
import type { Child, ElementView } from '../dom/elements.ts';
import { table } from '../dom/table.ts';
import { comparedDrift, featureTitle } from '../read/drift.ts';
import { note } from '../sections/texts.ts';
import { unreadList } from '../sections/unread-list.ts';
import { countOf, formatCount, formatShare, shorten } from '../text/format.ts';

const RATES = ['missing', 'invalid', 'unseen', 'outOfRange'] as const;

/** Values that are not as they should be, the worst feature first; and what could not be read at all. */
export function dataQuality(model: ModelSnapshot): Child {
  const features = comparedDrift(model)?.features ?? [];
  const spoilt = features
    .filter((feature) => spoiltShare(feature) > 0)
    .toSorted((a, b) => spoiltShare(b) - spoiltShare(a));
  return [unreadList(model), spoilt.length === 0 ? note(whyNoTable(features)) : rateTable(spoilt)];
}

function whyNoTable(features: readonly FeatureSnapshot[]): string {
  if (features.length === 0) return 'Without a baseline nothing can be said of missing and unusual values.';
  return `All values of ${countOf(features.length, 'feature')} are there, of the right type, and such as the baseline has.`;
}

function spoiltShare({ rates }: FeatureSnapshot): number {
  return RATES.reduce((sum, rate) => sum + (rates[rate] ?? 0), 0);
}

function rateTable(features: readonly FeatureSnapshot[]): ElementView {
  const titles = ['Missing', 'Invalid', 'Unseen', 'Out of range', 'n'];
  return table({
    caption: 'Values that are not as they should be',
    whenNarrow: 'fold',
    columns: [{ title: 'Feature' }, ...titles.map((title) => ({ title, isNumeric: true }))],
    rows: features.map(({ feature, rates, rows }) => ({
      key: feature,
      cells: [
        shorten(featureTitle(feature)),
        ...RATES.map((rate) => shareText(rates[rate])),
        formatCount(rows),
      ],
    })),
  });
}

function shareText(share: number | undefined): string | undefined {
  return share === undefined ? undefined : formatShare(share);
}
