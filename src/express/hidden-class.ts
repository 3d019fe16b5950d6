/** What Node 20 and 22 do: their V8 is older than 13. */
const MAKES_OWN_CLASSES = Number.parseInt(process.versions.v8, 10) < 13;

/**
 * Lets V8 keep a request or response as a dictionary where that is quicker (docs/design.md, "The hot
 * path"); nothing that can be seen of it changes.
 *
 * Express changes the prototype of each. An older V8 then makes a hidden class for that one object, anew
 * with every property that is added, and no inline cache ever knows it: all that Node and Express ask of
 * it is looked up the slow way. To reconfigure one of its properties, there and back, ends that.
 */
export function keepAsDictionary(object: object, property: string): void {
  if (!MAKES_OWN_CLASSES) return;
  const descriptor = Object.getOwnPropertyDescriptor(object, property);
  if (descriptor?.configurable !== true) return;
  const { enumerable = false } = descriptor;
  Reflect.defineProperty(object, property, { enumerable: !enumerable });
  Reflect.defineProperty(object, property, { enumerable });
}
