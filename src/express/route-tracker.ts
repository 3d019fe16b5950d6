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
  /** What each monitor keeps of the request, under a symbol of its own. */
  [monitor: symbol]: unknown;
  readonly req: Request;
  isFollowing = false;
  /** What the request's own `baseUrl` is. */
  baseUrl: string | undefined;
  #mount = ROOT;
  #route: unknown;
  #routeMount = ROOT;
  #routeUrl: string | undefined;
  /** The route's own `req.params`; `undefined` while `app.param` has not let the request through to it. */
  #routeParams: unknown;

  constructor(req: Request) {
    this.req = req;
  }

  /** From now on a route that matches is taken for the one that answers. */
  follow(route: unknown): void {
    this.isFollowing = true;
    this.#route = route;
    this.#mount = ROOT;
    this.enter(this.baseUrl, outerParamsOf(this.req, route));
    this.match(route);
  }

  get route(): unknown {
    return this.#route;
  }

  /** The template of the mounts the request is in now. */
  get mount(): string {
    return templateOf(this.#mount);
  }

  /** The request was given a `baseUrl`. */
  assign(baseUrl: string | undefined, params: Params): void {
    this.baseUrl = baseUrl;
    this.enter(baseUrl, params);
  }

  /** A mount was entered (the path grew) or left. */
  enter(baseUrl: string | undefined, params: Params): void {
    const url = baseUrl ?? '';
    let mount = this.#mount;
    while (mount.parent !== undefined && !url.startsWith(mount.baseUrl)) mount = mount.parent;
    this.#mount = url.length > mount.baseUrl.length ? { baseUrl: url, params, parent: mount } : mount;
  }

  /** A route matched: the router assigns it, and the route again once `req.params` are its own. */
  match(route: unknown): void {
    this.#routeParams = route === this.#route ? this.req.params : undefined;
    this.#route = route;
    this.#routeMount = this.#mount;
    this.#routeUrl = this.req.url;
  }

  /** The full template of the route that answered, once the response has ended. */
  template(statusCode: number): string {
    if (this.#route === undefined || this.#route === null || this.#isLeft(statusCode)) return UNMATCHED;
    const leaf = leafTemplate(declaredPath(this.#route), this.#routeUrl ?? '');
    return joinTemplates(templateOf(this.#routeMount), leaf);
  }

  /**
   * Whether the answer is the app's own to what no route took: a 404, or the automatic reply to OPTIONS.
   * After a route the router gives each further layer `req.params` of its own, and in the end the first ones.
   */
  #isLeft(statusCode: number): boolean {
    const { method, params } = this.req;
    const mayBe = statusCode === 404 || method === 'OPTIONS';
    return mayBe && this.#routeParams !== undefined && params !== this.#routeParams;
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
