/** A shorter word stands inside too many others to say which was meant. */
const SHORTEST_PART = 3;

/**
 * The name that a mistyped one most likely meant; `undefined` when none is near.
 *
 * Near is a slip in every third letter (or one in a short word), or a name with something before or
 * behind it, as in `windowSeconds` for `window`. Capital and small letters are the same.
 */
export function nearestName(typed: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let smallest = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const distance = distanceIfNear(typed.toLowerCase(), name.toLowerCase());
    if (distance < smallest) [nearest, smallest] = [name, distance];
  }
  return nearest;
}

/** The edit distance of two words, or infinity when they are different words. */
function distanceIfNear(typed: string, name: string): number {
  const lengthDifference = Math.abs(typed.length - name.length);
  const [part, whole] = typed.length < name.length ? [typed, name] : [name, typed];
  if (part.length >= SHORTEST_PART && whole.includes(part)) return lengthDifference;
  const tolerance = Math.max(1, Math.floor(typed.length / 3));
  const distance = lengthDifference > tolerance ? lengthDifference : editDistance(typed, name);
  return distance > tolerance ? Number.POSITIVE_INFINITY : distance;
}

/** Letters to insert, delete, replace or swap with their neighbour: optimal string alignment, row by row. */
function editDistance(from: string, to: string): number {
  const at = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY;
  let twoAbove: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const replaced = at(above, column - 1) + (isSame ? 0 : 1);
      const swapped = isSwapped ? at(twoAbove, column - 2) + 1 : Number.POSITIVE_INFINITY;
      current.push(Math.min(replaced, swapped, at(above, column) + 1, at(current, column - 1) + 1));
    }
    [twoAbove, above] = [above, current];
  }
  return at(above, to.length);
}
