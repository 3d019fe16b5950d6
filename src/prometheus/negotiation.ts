import type { ExpositionFormat } from './exposition.ts';
import { OPENMETRICS_FORMAT } from './openmetrics-format.ts';
import { TEXT_FORMAT } from './text-format.ts';

/** One member of an `Accept` or `Accept-Encoding` header. */
interface Preference {
  /** Lower case: a media range or a coding. */
  readonly value: string;
  readonly version: string | undefined;
  /** 0 (refused) to 1. */
  readonly quality: number;
}

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

/** Whether an `Accept-Encoding` header names gzip and does not refuse it. */
export function acceptsGzip(acceptEncoding: string | undefined): boolean {
  return qualityOf(parsePreferences(acceptEncoding ?? ''), ['gzip', 'x-gzip']) > 0;
}

/** @param values - the most specific first: the first one named decides, by its best quality. */
function qualityOf(preferences: readonly Preference[], values: readonly string[], version?: string): number {
  for (const value of values) {
    const qualities = preferences
      .filter((preference) => preference.value === value && (preference.version ?? version) === version)
      .map((preference) => preference.quality);
    if (qualities.length > 0) return Math.max(...qualities);
  }
  return 0;
}

function parsePreferences(header: string): Preference[] {
  return header.split(',').map((member) => {
    const [value = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
    const byName = new Map(parameters.map((parameter) => splitParameter(parameter)));
    const quality = Number(byName.get('q') ?? 1);
    return { value, version: byName.get('version'), quality: quality >= 0 && quality <= 1 ? quality : 0 };
  });
}

function splitParameter(parameter: string): [name: string, value: string] {
  const [name = '', value = ''] = parameter.split('=', 2);
  return [name.trim(), value.trim().replace(/^"(.*)"$/, '$1')];
}
