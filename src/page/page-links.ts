/** An attribute with a link that is relative: to a file of the page, or to its JSON. */
const RELATIVE_LINK = /(?<=\s(?:href|src)=")(?![a-z]+:|\/|#)[^"]*(?=")/g;

/**
 * The page with its links as they have to be seen from where the browser is: `/monitor` is the page as well as
 * `/monitor/`, and from the one `monitor.js` is `./monitor/monitor.js`. Only the last part of the path is looked at, so
 * that a proxy may have taken away what stands before it.
 *
 * @param pathname - that the browser asked for.
 * @param versionOf - what is appended to a link, so that a browser keeps a file only until it changes.
 */
export function withLinksFrom(html: string, pathname: string, versionOf: (link: string) => string): string {
  const folder = folderFrom(pathname);
  return html.replace(RELATIVE_LINK, (link) => `${folder}${link}${versionOf(link)}`);
}

/** `./` keeps a name with a colon from being taken for a scheme. */
function folderFrom(pathname: string): string {
  const last = pathname.slice(pathname.lastIndexOf('/') + 1);
  return last === '' ? '' : `./${last.replace(/[^\w.~%!$()*+,;=:@-]/g, encodeURIComponent)}/`;
}
