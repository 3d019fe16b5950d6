import type { Label } from '../../src/index.ts';
import { shuffled } from './shuffled.ts';

/**
 * What one of several processes is sent for these predictions: their labels, shuffled, every tenth of them
 * twice, and labels of predictions that nobody made, one for a hundred; so many in each request.
 */
export function labelStream(
  labels: readonly Label[],
  { each, random }: { readonly each: number; readonly random: () => number },
): readonly (readonly Label[])[] {
  const twice = labels.filter((_, index) => index % 10 === 0);
  const unknown = labels
    .filter((_, index) => index % 100 === 0)
    .map(({ truth }) => ({ id: 'nobody', truth }));
  const stream = shuffled([...labels, ...twice, ...unknown], random);
  return Array.from({ length: Math.ceil(stream.length / each) }, (_, index) =>
    stream.slice(index * each, (index + 1) * each),
  );
}
