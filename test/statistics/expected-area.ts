/** A row that may be positive. */
export interface LikelyRow {
  readonly score: number;
  readonly probability: number;
}

/** The ROC AUC to be expected, by definition: pair by pair. O(n²). */
export function expectedAreaOfPairs(rows: readonly LikelyRow[]): number | undefined {
  let [ordered, pairs] = [0, 0];
  for (const [i, positive] of rows.entries()) {
    for (const [j, negative] of rows.entries()) {
      if (i === j) continue;
      const likely = positive.probability * (1 - negative.probability);
      pairs += likely;
      ordered += likely * (1 + Math.sign(positive.score - negative.score)) * 0.5;
    }
  }
  return pairs === 0 ? undefined : ordered / pairs;
}

/** The same for many rows, by their order. */
export function expectedAreaOfRanks(rows: readonly LikelyRow[]): number {
  const sorted = rows.toSorted((a, b) => a.score - b.score);
  let [ordered, positives, negatives, selfPairs] = [0, 0, 0, 0];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    let [positive, negative] = [0, 0];
    for (; sorted[end] !== undefined && sorted[end]?.score === sorted[start]?.score; end += 1) {
      const { probability } = sorted[end] as LikelyRow;
      positive += probability;
      negative += 1 - probability;
      selfPairs += probability * (1 - probability);
    }
    ordered += positive * (negatives + negative / 2);
    positives += positive;
    negatives += negative;
  }
  return (ordered - selfPairs / 2) / (positives * negatives - selfPairs);
}
