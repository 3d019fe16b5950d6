import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { isRelative, packageOf, type SourceFile, sourceFilesIn, targetOf } from '../support/source-files.ts';

const BROWSER = 'src/page/browser/';
/** What is bundled into the page: nobody who installs the package needs it. */
const BUNDLED = ['uplot'];

const source = sourceFilesIn('src');

function importsOf(file: SourceFile): string[] {
  return file.imports.map((imported) => {
    const target = isRelative(imported) ? targetOf(file.path, imported) : packageOf(imported);
    return `${imported.isTypeOnly ? 'type ' : ''}${target}`;
  });
}

test('what runs in the browser knows the domain by its types only, of packages uplot, and statistics', () => {
  const allowed = [BROWSER, 'src/statistics/', 'type src/statistics/', `type ${BROWSER}`, 'type src/domain/'];
  const foreign = source
    .filter(({ path }) => path.startsWith(BROWSER))
    .flatMap(importsOf)
    .filter((name) => !allowed.some((start) => name.startsWith(start)));
  assert.deepEqual(new Set(foreign.map((name) => name.replace('type ', ''))), new Set(BUNDLED));
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(
    BUNDLED.filter((name) => !(name in manifest.devDependencies)),
    [],
  );
});

test('nothing that runs elsewhere imports what runs in the browser', () => {
  const known = source.filter(({ path }) => !path.startsWith(BROWSER)).flatMap(importsOf);
  assert.deepEqual(
    known.filter((name) => name.includes(BROWSER)),
    [],
  );
});

test('the script of the page is under 100 kB compressed, and keeps the licence of what is in it', () => {
  const script = readFileSync('dist/page/browser/monitor.js');
  const bytes = gzipSync(script).length;
  assert.ok(bytes < 100_000, `${bytes} bytes`);
  assert.ok(script.includes('uPlot') && script.includes('The MIT License'));
});

test('script, style and page need no eval, no inline style and no other host', () => {
  const text = ['index.html', 'monitor.css', 'monitor.js']
    .map((name) => readFileSync(`dist/page/browser/${name}`, 'utf8'))
    .join('\n');
  assert.doesNotMatch(
    text,
    /innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|<style|style="/,
  );
  const addresses = new Set(text.match(/https?:\/\/[^\s'")*]+/g));
  assert.deepEqual(addresses, new Set(['http://www.w3.org/2000/svg', 'https://github.com/leeoniya/uPlot']));
});
