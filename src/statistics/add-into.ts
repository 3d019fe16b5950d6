/** Adds place by place: `sums[i] += terms[i]` for every term. */
export function addInto(sums: Float64Array, terms: Float64Array): void {
  for (let place = 0; place < terms.length; place += 1) {
    sums[place] = (sums[place] as number) + (terms[place] as number);
  }
}
