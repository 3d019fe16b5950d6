import { mountTemplate, type Params } from './route-template.ts';

/** A router the request is in: the path matched on the way there, and the parameters of its last part. */
export interface Mount {
  readonly baseUrl: string;
  readonly params: Params;
  readonly parent: Mount | undefined;
}

/** The application itself. */
export const NO_MOUNT: Mount = { baseUrl: '', params: {}, parent: undefined };

/**
 * Where a request is that was in `from`, now that its base URL is this: deeper when the path grew, else back.
 *
 * @param paramsNow - asked only of a mount that was entered: reading `req.params` takes longer than all else here.
 */
export function mountAt(from: Mount, baseUrl: string, paramsNow: () => Params): Mount {
  let mount = from;
  while (mount.parent !== undefined && !baseUrl.startsWith(mount.baseUrl)) mount = mount.parent;
  if (baseUrl.length <= mount.baseUrl.length) return mount;
  return { baseUrl, params: paramsNow(), parent: mount };
}

/** The template of a mount: that of every part of its path. */
export function templateOfMount({ baseUrl, params, parent }: Mount): string {
  if (parent === undefined) return '';
  return templateOfMount(parent) + mountTemplate(baseUrl.slice(parent.baseUrl.length), params, parent.params);
}
