/** The one that is looked at, what is estimated of it, or one of the others, told apart by their dashes. */
export type LineLook = 'selected' | 'estimated' | { readonly other: number };

const OTHERS: readonly (readonly number[])[] = [
  [6, 4],
  [2, 3],
  [10, 3, 2, 3],
  [12, 5],
  [4, 2],
];
const ESTIMATED: readonly number[] = [2, 3];

/** Lines are told apart without colours too; a full line has no dashes. */
export function dashesOf(look: LineLook): number[] {
  if (look === 'selected') return [];
  return [...(look === 'estimated' ? ESTIMATED : (OTHERS[look.other % OTHERS.length] ?? []))];
}
