import type { Request } from './http.ts';

interface AppLike {
  readonly parent?: AppLike;
  readonly request?: object;
  readonly response?: object;
}

/** What the outermost app of a request lets its requests or responses inherit from; those of mounted apps do as well. */
export function prototypeOfApp(req: Request, kind: 'request' | 'response', heir: object): object | undefined {
  let { app } = req as { app?: AppLike };
  while (app?.parent !== undefined) app = app.parent;
  const prototype = app?.[kind];
  const isInherited = prototype !== undefined && Object.prototype.isPrototypeOf.call(prototype, heir);
  return isInherited ? prototype : undefined;
}
