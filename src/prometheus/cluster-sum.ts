/** A sum of doubles, and what rounding took from it. */
export interface ExactSum {
  readonly sum: number;
  /** To be added as one more term when `sum` is summed again; 0 for whole numbers. */
  readonly residue: number;
}

/**
 * The sum of a few numbers, correctly rounded whatever their order. Plain sums in another order differ in
 * the last digit, and a total that falls by its last digit reads as a counter that began anew.
 *
 * @see Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974)
 */
export function sumExactly(terms: Iterable<number>): ExactSum {
  let sum = 0;
  let lost = 0;
  for (const term of terms) {
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  const total = sum + lost;
  // Beside an infinity nothing is lost, and the line above makes NaN of it.
  return Number.isFinite(total) ? { sum: total, residue: sum - total + lost } : { sum, residue: 0 };
}
