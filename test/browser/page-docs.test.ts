import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const text = readFileSync('docs/page.md', 'utf8');

test('every picture and page that docs/page.md speaks of is there', () => {
  const links = Array.from(text.matchAll(/\]\((?!https:)([^)#]+)/g), ([, link = '']) => link);
  assert.ok(links.length > 6);
  assert.deepEqual(
    links.filter((link) => !existsSync(`docs/${link}`)),
    [],
  );
});

test('docs/page.md knows every status that a version can have', () => {
  const source = readFileSync('src/page/browser/read/version-status.ts', 'utf8');
  const statuses = Array.from(source.matchAll(/text: '([^']+)'/g), ([, status = '']) => status);
  const [, told = ''] = /^\| Status \| ([^|]+) \|/m.exec(text) ?? [];
  assert.deepEqual(new Set(told.replaceAll('`', '').trim().split(', ')), new Set(statuses));
});

test('docs/page.md says how large the script is', () => {
  const [, kilobytes] = /The script is (\d+) kB compressed/.exec(text) ?? [];
  const bytes = gzipSync(readFileSync('dist/page/browser/monitor.js')).length;
  assert.ok(Math.abs(bytes / 1000 - Number(kilobytes)) < 3, `${bytes} bytes`);
});
