import { UNMATCHED } from '../domain/routes.ts';
import type { Request } from './http.ts';
import { joinTemplates, leafTemplate, mountTemplate, type Params, paramsOutside } from './route-template.ts';

/** A router the request is in: the path matched on the way there, and the parameters of its last part. */
interface Mount {
  readonly baseUrl: string;
  readonly params: Params;
  readonly parent: Mount | undefined;
}

const ROOT: Mount = { baseUrl: '', params: {}, parent: undefined };

/**
 * Follows one request through the routers and knows the template of the route that answered.
 *
 * The routers of Express 4 and 5 assign `req.baseUrl` on entering a mount and `req.route` on matching a
 * route, and put the former back on the way out, before an error handler runs; so the assignments are
 * watched. No other public place tells the whole template on every version (docs/design.md, "Route
 * templates").
 */
export class RouteTracker {
  readonly req: Request;
  isFollowing = false;
  /** The values of the request's own properties. */
  baseUrl: string | undefined;
  route: unknown;
  #mount = ROOT;
  #matched: unknown;
  #matchedMount = ROOT;
  #matchedUrl: string | undefined;
  /** The route's own `req.params`; `undefined` while `app.param` has not let the request through to it. */
  #matchedParams: unknown;

  constructor(req: Request) {
    this.req = req;
  }

  /** From now on a route that matches is taken for the one that answers. */
  follow(baseUrl: string | undefined, route: unknown): void {
    this.isFollowing = true;
    this.route = route;
    this.#matched = route;
    this.#mount = ROOT;
    this.enter(baseUrl, outerParamsOf(this.req, route));
    this.match(route);
  }

  assignBaseUrl(baseUrl: string | undefined): void {
    this.baseUrl = baseUrl;
    this.enter(baseUrl, paramsOf(this.req));
  }

  assignRoute(route: unknown): void {
    this.route = route;
    this.match(route);
  }

  /** The template of the mounts the request is in now. */
  get mount(): string {
    return templateOf(this.#mount);
  }

  /** A mount was entered (the path grew) or left; an application may assign anything. */
  enter(baseUrl: unknown, params: Params): void {
    const url = typeof baseUrl === 'string' ? baseUrl : '';
    let mount = this.#mount;
    while (mount.parent !== undefined && !url.startsWith(mount.baseUrl)) mount = mount.parent;
    this.#mount = url.length > mount.baseUrl.length ? { baseUrl: url, params, parent: mount } : mount;
  }

  /** A route matched: the router assigns it, and the route again once `req.params` are its own. */
  match(route: unknown): void {
    this.#matchedParams = route === this.#matched ? this.req.params : undefined;
    this.#matched = route;
    this.#matchedMount = this.#mount;
    this.#matchedUrl = this.req.url;
  }

  /** The full template of the route that answered, once the response has ended. */
  template(statusCode: number): string {
    if (this.#matched === undefined || this.#matched === null || this.#isLeft(statusCode)) return UNMATCHED;
    const leaf = leafTemplate(declaredPath(this.#matched), this.#matchedUrl ?? '');
    return joinTemplates(templateOf(this.#matchedMount), leaf);
  }

  /**
   * Whether the answer is the app's own to what no route took: a 404, or the automatic reply to OPTIONS.
   * After a route the router gives each further layer `req.params` of its own, and in the end the first ones.
   */
  #isLeft(statusCode: number): boolean {
    const { method, params } = this.req;
    const mayBe = statusCode === 404 || method === 'OPTIONS';
    return mayBe && this.#matchedParams !== undefined && params !== this.#matchedParams;
  }
}

function templateOf({ baseUrl, params, parent }: Mount): string {
  if (parent === undefined) return '';
  return templateOf(parent) + mountTemplate(baseUrl.slice(parent.baseUrl.length), params, parent.params);
}

export function paramsOf({ params }: { readonly params?: unknown }): Params {
  return (params ?? ROOT.params) as Params;
}

/** On a route `req.params` are the route's, with `mergeParams` its mounts' too. */
function outerParamsOf(req: Request, route: unknown): Params {
  const params = paramsOf(req);
  return route === undefined ? params : paramsOutside(declaredPath(route), params);
}

function declaredPath(route: unknown): unknown {
  return (route as { readonly path?: unknown }).path;
}
