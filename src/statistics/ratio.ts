/** `part / whole`; `undefined` for 0/0 and for what no number can hold. */
export function ratio(part: number, whole: number): number | undefined {
  const value = part / whole;
  return Number.isFinite(value) ? value : undefined;
}
