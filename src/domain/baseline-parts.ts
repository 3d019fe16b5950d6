type Whole<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** The parts, if all of them are there. */
export function allOf<T extends object>(parts: T): Whole<T> | undefined {
  return Object.values(parts).includes(undefined) ? undefined : (parts as Whole<T>);
}

/** Those of the parts that are there: a file has no `undefined`. */
export function givenOf<T extends object>(parts: T): Partial<Whole<T>> {
  const given: Partial<T> = {};
  for (const name of Object.keys(parts) as (keyof T)[]) {
    if (parts[name] !== undefined) given[name] = parts[name];
  }
  return given as Partial<Whole<T>>;
}
