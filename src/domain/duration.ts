/** A number of seconds, or a number with its unit: `'500ms' '10s' '5m' '24h' '7d'`. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** Seconds of a duration; NaN for anything else. */
export function secondsOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const match = typeof value === 'string' ? PATTERN.exec(value) : null;
  if (match === null) return Number.NaN;
  return Number(match[1]) * (SECONDS[match[2] ?? ''] ?? Number.NaN);
}
