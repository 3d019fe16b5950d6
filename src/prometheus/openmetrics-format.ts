import { type ExpositionFormat, formatNumber } from './exposition.ts';
import { escapeQuoted, writeLabelPairs } from './label-pairs.ts';

const TYPES: ReadonlySet<string> = new Set(['counter', 'gauge', 'histogram', 'summary']);

/**
 * OpenMetrics 1.0.0: the text format with exemplars, an end mark, and `_total` on the samples of a counter
 * but not on its family.
 *
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/
 */
export const OPENMETRICS_FORMAT: ExpositionFormat = {
  contentType: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
  describe({ name, type }, names) {
    if (type !== 'counter') return { name, type: TYPES.has(type) ? type : 'unknown', sampleName: name };
    const family = name.replace(/_total$/, '');
    // Beside a gauge `jobs`, a counter `jobs_total` would be a second family `jobs`, which is not allowed.
    if (family !== name && names.has(family)) return { name, type: 'unknown', sampleName: name };
    return { name: family, type, sampleName: `${family}_total` };
  },
  escapeHelp: escapeQuoted,
  writeExemplar({ exemplar }) {
    if (exemplar === undefined || exemplar === null) return '';
    const labels = writeLabelPairs(exemplar.labelSet).slice(0, -1);
    const timestamp = exemplar.timestamp === undefined ? '' : ` ${exemplar.timestamp}`;
    return ` # {${labels}} ${formatNumber(exemplar.value)}${timestamp}`;
  },
  join: (families) => `${families.join('')}# EOF\n`,
};
