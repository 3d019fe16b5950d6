const HASH_SIGN = '#'.charCodeAt(0);

/**
 * Whether what is said under this id is written down. It depends on the id alone, so that a prediction and its label
 * are both in or both out, in every process and after every restart; and on its part before `#` alone, so that a
 * request of many rows is in or out as a whole. A larger share holds all ids of a smaller one.
 *
 * @param share - of all ids, 0..1.
 */
export function isSampled(id: string, share: number): boolean {
  return share >= 1 || hashOf(id) < share * 2 ** 32;
}

/**
 * 32 bits, evenly spread: FNV-1a (Fowler, Noll and Vo), whose upper bits hardly differ between `request-1` and
 * `request-2`, mixed by the finaliser of MurmurHash3 (Appleby).
 */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) {
    const code = id.charCodeAt(index);
    if (code === HASH_SIGN) break;
    hash = Math.imul(hash ^ code, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
