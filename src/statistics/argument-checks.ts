/**
 * Checks of what a caller of the statistics hands over. Misuse throws and names the argument; data that is
 * only too little does not.
 */

/**
 * Arguments under the names they have in the signature, as in `{ truth, score }`. Read by `for … in`, which makes no list
 * of the names: with `Object.entries` a Wilson interval, of which an alert needs one at every tick, takes twice the time.
 */
type Named<Value> = Readonly<Record<string, Value>>;

/** @throws RangeError when the lists differ in length. */
export function checkSameLength(lists: Named<ArrayLike<unknown>>): void {
  let first: string | undefined;
  for (const name in lists) {
    if (!Object.hasOwn(lists, name)) continue;
    first ??= name;
    const [expected, length] = [lists[first]?.length, lists[name]?.length];
    if (length !== expected) {
      throw new RangeError(`${first} has length ${expected}, ${name} has length ${length}`);
    }
  }
}

/** @throws RangeError when an element is NaN or infinite. */
export function checkFinite(lists: Named<ArrayLike<number>>): void {
  checkElements(lists, Number.isFinite, 'a finite number');
}

/** @throws RangeError when an element is not a probability. */
export function checkProbabilities(lists: Named<ArrayLike<number>>): void {
  checkElements(lists, isProbability, 'a number in 0..1');
}

/** @throws RangeError when an element is negative, NaN or infinite. */
export function checkCounts(lists: Named<ArrayLike<number>>): void {
  checkElements(lists, isCount, 'a finite number >= 0');
}

/** @throws RangeError when a value is negative, NaN or infinite. */
export function checkCount(values: Named<number>): void {
  checkValues(values, isCount, 'a finite number >= 0');
}

/** @throws RangeError when a value is below 0, above `largest`, or NaN. */
export function checkWithin(values: Named<number>, largest: number): void {
  checkValues(values, (value) => value >= 0 && value <= largest, `a number in 0..${largest}`);
}

/** @throws RangeError when a value is 0, negative, NaN or infinite. */
export function checkPositive(values: Named<number>): void {
  checkValues(values, (value) => isCount(value) && value > 0, 'a finite number > 0');
}

function isCount(value: number): boolean {
  return value >= 0 && value < Number.POSITIVE_INFINITY;
}

function isProbability(value: number): boolean {
  return value >= 0 && value <= 1;
}

function checkElements(
  lists: Named<ArrayLike<number>>,
  isRight: (value: number) => boolean,
  expected: string,
): void {
  for (const name in lists) {
    if (!Object.hasOwn(lists, name)) continue;
    const list = lists[name] ?? [];
    for (let index = 0; index < list.length; index += 1) {
      const value = list[index] as number;
      if (!isRight(value)) throw new RangeError(`${name}[${index}] is ${value}, not ${expected}`);
    }
  }
}

function checkValues(values: Named<number>, isRight: (value: number) => boolean, expected: string): void {
  for (const name in values) {
    if (!Object.hasOwn(values, name)) continue;
    const value = values[name] as number;
    if (!isRight(value)) throw new RangeError(`${name} is ${value}, not ${expected}`);
  }
}
