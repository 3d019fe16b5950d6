/** A module of `dist`, which is what npm users run: the development loader adds a call to every closure that is made. */
export function builtModule<Module>(path: string): Promise<Module> {
  return import(new URL(`../../dist/${path}`, import.meta.url).href);
}
