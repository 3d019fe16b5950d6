import { codeBlocksOf } from '../support/pages.ts';

/** What the recipes of the pages look back over. */
const RANGE = '[1h]';
const INCREASE = /\bincrease\((\w+(?:\{[^}]*\})?)\[1h\]\)/g;

/** The PromQL of a page, by the comment in its first line. */
export function recipesOf(page: string): ReadonlyMap<string, string> {
  return new Map(
    codeBlocksOf(page, 'promql').map((code) => {
      const end = code.indexOf('\n');
      return [code.slice(0, end).replace('# ', ''), code.slice(end + 1)];
    }),
  );
}

/** The same without any range, as docs/promql.md tells its readers to write it. */
export function sinceStart(recipe: string): string {
  return recipe.replaceAll(INCREASE, '$1');
}

/** The same over a range of one's own. */
export function overRange(recipe: string, seconds: number): string {
  return recipe.replaceAll(RANGE, `[${seconds}s]`);
}
