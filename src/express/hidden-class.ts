/** What Node 20 and 22 do: their V8 is older than 13. */
const MAKES_OWN_CLASSES = Number.parseInt(process.versions.v8, 10) < 13;

/** Node gives it to every response of HTTP/1, and what is asked of it does not matter here. */
const ANY_PROPERTY = 'sendDate';

/**
 * Lets V8 keep a response as a dictionary where that is quicker (docs/design.md, "The hot path"); nothing
 * that can be seen of it changes.
 *
 * Express changes the prototype of every response. An older V8 then makes a hidden class for each of them
 * alone, anew with every property that is added, and no inline cache ever knows it: all that Node and
 * Express ask of the response is looked up the slow way. To reconfigure one property, there and back,
 * ends that. The request needs no such step: its accessors make a dictionary of it (route-tracker.ts).
 */
export function keepAsDictionary(res: object): void {
  if (!MAKES_OWN_CLASSES) return;
  const descriptor = Object.getOwnPropertyDescriptor(res, ANY_PROPERTY);
  if (descriptor?.configurable !== true) return;
  const { enumerable = false } = descriptor;
  Reflect.defineProperty(res, ANY_PROPERTY, { enumerable: !enumerable });
  Reflect.defineProperty(res, ANY_PROPERTY, { enumerable });
}
