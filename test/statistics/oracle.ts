import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** The cases of an oracle file, with the answers of other programs; test/oracles/make_statistics.py makes them. */
export function oracleCases<Case>(name: string): readonly Case[] {
  const file: { readonly cases: readonly Case[] } = JSON.parse(
    readFileSync(new URL(`../oracles/${name}.json`, import.meta.url), 'utf8'),
  );
  assert.ok(file.cases.length > 0, `${name}.json has no cases`);
  return file.cases;
}
