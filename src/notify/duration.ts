/** A number of seconds, or a number with its unit: `'500ms' '10s' '5m' '24h' '7d'`. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h' | 'd'}`;

const MILLISECONDS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/** Milliseconds of a duration; NaN for anything else. */
export function millisecondsOf(value: unknown): number {
  if (typeof value === 'number') return value * 1000;
  const match = typeof value === 'string' ? PATTERN.exec(value) : null;
  if (match === null) return Number.NaN;
  return Number(match[1]) * (MILLISECONDS[match[2] ?? ''] ?? Number.NaN);
}
