import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withLinksFrom } from '../../src/page/page-links.ts';

const HTML = [
  '<link rel="icon" href="data:image/svg+xml,%3Csvg/%3E">',
  '<link rel="stylesheet" href="page.css">',
  '<script src="page.js" defer></script>',
  '<a href="api/snapshot">',
  '<a href="https://example.com/">',
  '<a href="/other">',
  '<a href="#top">',
];

/** The links that are not as they were. */
function linksFrom(pathname: string): string[] {
  const html = withLinksFrom(HTML.join('\n'), pathname, (link) => (link === 'page.js' ? '?v=1' : ''));
  const lines = html.split('\n');
  assert.equal(lines.length, HTML.length);
  return lines.filter((line, index) => line !== HTML[index]);
}

test('with a slash at its end a page links to what lies beside it', () => {
  for (const pathname of ['/', '/monitor/', '/a/b/monitor/']) {
    assert.deepEqual(linksFrom(pathname), ['<script src="page.js?v=1" defer></script>']);
  }
});

test('without one a page links to what lies below the last part of its path', () => {
  for (const pathname of ['/monitor', '/a/b/monitor']) {
    assert.deepEqual(linksFrom(pathname), [
      '<link rel="stylesheet" href="./monitor/page.css">',
      '<script src="./monitor/page.js?v=1" defer></script>',
      '<a href="./monitor/api/snapshot">',
    ]);
  }
});

test('a link resolves as the browser sees it, whatever a proxy took away before', () => {
  const [style = ''] = linksFrom('/monitor');
  const href = /href="([^"]*)"/.exec(style)?.[1] ?? '';
  assert.equal(new URL(href, 'https://host/behind/proxy/monitor').pathname, '/behind/proxy/monitor/page.css');
});

test('what a path is made of cannot leave the attribute, nor become a scheme', () => {
  assert.deepEqual(
    linksFrom('/"><script>alert(1)</script x')[0],
    '<link rel="stylesheet" href="./script%20x/page.css">',
  );
  assert.deepEqual(linksFrom('/a"onload="x')[0], '<link rel="stylesheet" href="./a%22onload=%22x/page.css">');
  assert.deepEqual(
    linksFrom('/javascript:alert(1)')[0],
    '<link rel="stylesheet" href="./javascript:alert(1)/page.css">',
  );
  assert.deepEqual(linksFrom('/a&quot;b')[0], '<link rel="stylesheet" href="./a%26quot;b/page.css">');
  assert.deepEqual(linksFrom('/$&$1')[0], '<link rel="stylesheet" href="./$%26$1/page.css">');
});
