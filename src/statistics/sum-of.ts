/** The sum of numbers that lose nothing by rounding, such as counts; `CompensatedSum` is for others. */
export function sumOf(values: ArrayLike<number>): number {
  // `reduce` makes an object of every sum on the way, which a snapshot of 2,500 features feels.
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] as number;
  return sum;
}
