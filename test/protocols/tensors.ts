/** A tensor as it stands in a body. */
export const input = (name: string, shape: unknown, data: unknown, datatype = 'FP32'): object => ({
  name,
  shape,
  datatype,
  data,
});
/** An answer of these output tensors. */
export const answer = (...outputs: object[]): object => ({ model_name: 'm', outputs });
/** The answer for so many rows that says nothing new. */
export const rows = (count: number): object =>
  answer(
    input(
      'y',
      [count],
      Array.from({ length: count }, (_, index) => index),
      'INT64',
    ),
  );
