/**
 * Random numbers from 0 to below 1, the same ones for the same seed.
 *
 * @param seed - a whole number from 1 to 2147483646.
 * @see Park and Miller, "Random number generators: good ones are hard to find", 1988; multiplier 48271 of their 1993
 *   reply. The products stay below 2^53, so plain numbers are exact.
 */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}
