import type { ComparedSnapshot, FeatureSnapshot } from '../../../domain/drift-snapshot.ts';
import { miniHistogram } from '../charts/mini-histogram.ts';
import { type ElementView, element } from '../dom/elements.ts';
import { byDrift, featureTitle } from '../read/drift.ts';
import type { VersionStatus } from '../read/version-status.ts';
import { formatN, formatNumber } from '../text/format.ts';
import { featureDetail } from './feature-detail.ts';
import { statusBadge } from './status-badge.ts';
import { figureText, note } from './texts.ts';

const VERDICTS: Readonly<Record<FeatureSnapshot['verdict'], VersionStatus>> = {
  drifted: { level: 'warning', text: 'drifted' },
  stable: { level: 'good', text: 'stable' },
  not_enough_rows: { level: 'unknown', text: 'not enough rows' },
};

/** Which features are unfolded, and what to do when that changes. */
export interface OpenFeatures {
  /** What the reader decided; `undefined` while the reader did not. */
  readonly chosen: (feature: string) => boolean | undefined;
  readonly onToggle: (feature: string, isOpen: boolean) => void;
}

/** Every feature beside its baseline, the one that moved most first and, if it drifted, unfolded. */
export function featureList({ features }: ComparedSnapshot, open: OpenFeatures): ElementView {
  return element(
    'div',
    { class: 'features' },
    byDrift(features).map((feature, rank) => {
      const isNews = feature.verdict === 'drifted' && rank === 0;
      return featureItem(feature, open.chosen(feature.feature) ?? isNews, open);
    }),
  );
}

function featureItem(feature: FeatureSnapshot, isOpen: boolean, { onToggle }: OpenFeatures): ElementView {
  return element(
    'details',
    {
      key: feature.feature,
      class: `feature ${feature.verdict}`,
      open: isOpen,
      ontoggle: ({ target }) => onToggle(feature.feature, (target as HTMLDetailsElement).open),
    },
    element(
      'summary',
      {},
      element('bdi', { class: 'name' }, featureTitle(feature.feature)),
      statusBadge(VERDICTS[feature.verdict]),
      distanceText(feature),
      note(formatN(feature.rows)),
      miniHistogram(feature.histogram),
    ),
    isOpen ? featureDetail(feature) : undefined,
  );
}

/** PSI and its threshold, in words and as a bar that is full at twice the threshold. */
function distanceText({ distances, threshold }: FeatureSnapshot): ElementView {
  if (distances === undefined || threshold === undefined)
    return element('span', { class: 'distance' }, 'PSI –');
  return element(
    'span',
    { class: 'distance' },
    figureText(`PSI ${formatNumber(Number(distances.psi.toPrecision(3)))}`),
    note(`drifted from ${formatNumber(Number(threshold.toPrecision(3)))}`),
    element('span', {
      class: 'distance-bar',
      'aria-hidden': 'true',
      '--filled': Math.min(distances.psi / threshold / 2, 1),
    }),
  );
}
