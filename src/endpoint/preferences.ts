/** One member of an `Accept` or `Accept-Encoding` header. */
export interface Preference {
  /** Lower case: a media range or a coding. */
  readonly value: string;
  readonly version: string | undefined;
  /** 0 (refused) to 1. */
  readonly quality: number;
}

/**
 * How much of any of these is liked, 0 when none is.
 *
 * @param values - the most specific first: the first one named decides, by its best quality.
 */
export function qualityOf(
  preferences: readonly Preference[],
  values: readonly string[],
  version?: string,
): number {
  for (const value of values) {
    const qualities = preferences
      .filter((preference) => preference.value === value && (preference.version ?? version) === version)
      .map((preference) => preference.quality);
    if (qualities.length > 0) return Math.max(...qualities);
  }
  return 0;
}

/** Reads such a header; what cannot be read is refused. */
export function parsePreferences(header: string): Preference[] {
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
