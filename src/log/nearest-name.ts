/** The candidate that `name` is most likely a slip of; `undefined` when none is near. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  // A third of the letters wrong, or one in a short name, is still a slip; more is another word.
  let nearestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(name, candidate);
    if (distance < nearestDistance) [nearest, nearestDistance] = [candidate, distance];
  }
  return nearest;
}

/** Letters to insert, delete or replace to turn `from` into `to` (Levenshtein's distance, row by row). */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, letter] of Array.from(from).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const [diagonal = 0, up = 0] = above.slice(column, column + 2);
      const left = current[column] ?? 0;
      current.push(Math.min(diagonal + (letter === other ? 0 : 1), up + 1, left + 1));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
}
