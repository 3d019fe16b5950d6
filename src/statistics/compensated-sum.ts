/**
 * A sum that keeps what rounding would lose, so that its error does not grow with the number of terms.
 *
 * @see A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974)
 */
export class CompensatedSum {
  #total = 0;
  #lost = 0;

  get value(): number {
    return this.#total + this.#lost;
  }

  add(term: number): void {
    const total = this.#total + term;
    const [large, small] =
      Math.abs(this.#total) >= Math.abs(term) ? [this.#total, term] : [term, this.#total];
    this.#lost += large - total + small;
    this.#total = total;
  }

  merge(other: CompensatedSum): void {
    this.add(other.#total);
    this.#lost += other.#lost;
  }
}

/** Arithmetic mean; `undefined` of nothing. */
export function mean(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sum = new CompensatedSum();
  for (const value of values) sum.add(value);
  return sum.value / values.length;
}
