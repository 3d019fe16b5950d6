/** The path of a request target, which a client of proxies sends with scheme and host. */
export function pathnameOf(target: string): string {
  const path = target.startsWith('/') ? target : target.replace(/^[a-z][^/?#]*:\/\/[^/?#]*/i, '');
  const end = path.indexOf('?');
  return end === -1 ? path : path.slice(0, end);
}
