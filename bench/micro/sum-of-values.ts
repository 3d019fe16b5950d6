/** The sum of all numbers in a parsed body, or in lines of comma-separated text: a bare loop, to compare with. */
export function sumOfValues(body: unknown): number {
  if (typeof body === 'number') return body;
  if (typeof body === 'string') return sumOfText(body);
  if (typeof body !== 'object' || body === null) return 0;
  return Array.isArray(body) ? sumOfList(body) : sumOfObject(body);
}

function sumOfList(list: readonly unknown[]): number {
  let sum = 0;
  for (let index = 0; index < list.length; index += 1) sum += sumOfValues(list[index]);
  return sum;
}

function sumOfObject(object: object): number {
  let sum = 0;
  for (const name in object) sum += sumOfValues((object as Record<string, unknown>)[name]);
  return sum;
}

function sumOfText(text: string): number {
  let sum = 0;
  for (const line of text.split('\n')) {
    for (const cell of line.split(',')) sum += Number(cell);
  }
  return sum;
}
