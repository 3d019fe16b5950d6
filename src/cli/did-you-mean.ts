import { nearestName } from '../domain/nearest-name.ts';

/**
 * The end of a message about a name that is not there: the one that was most likely meant.
 *
 * @param otherwise - said when none is near.
 */
export function didYouMean(name: string, names: Iterable<string>, otherwise?: string): string {
  const nearest = nearestName(name, names);
  if (nearest !== undefined) return `; did you mean ${JSON.stringify(nearest)}?`;
  return otherwise === undefined ? '' : `; ${otherwise}`;
}
