import { parsePreferences, qualityOf } from '../endpoint/preferences.ts';
import type { ExpositionFormat } from './exposition.ts';
import { OPENMETRICS_FORMAT } from './openmetrics-format.ts';
import { TEXT_FORMAT } from './text-format.ts';

/**
 * The format to answer with: OpenMetrics when the header names it and likes it no less than the text
 * format, else the text format, which is also the answer to a header that fits neither.
 */
export function negotiateFormat(accept: string | undefined): ExpositionFormat {
  const preferences = parsePreferences(accept ?? '');
  const openMetrics = qualityOf(preferences, ['application/openmetrics-text'], '1.0.0');
  const text = qualityOf(preferences, ['text/plain', 'text/*', '*/*'], '0.0.4');
  return openMetrics > 0 && openMetrics >= text ? OPENMETRICS_FORMAT : TEXT_FORMAT;
}
