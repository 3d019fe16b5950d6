import { readFileSync } from 'node:fs';

/** The rows of the table with this head on a page, cell by cell. */
export function tableRowsOf(page: string, head: string): string[][] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  const [, below = ''] = text.split(`${head}\n`);
  const end = below.search(/\n(?!\|)/);
  return below
    .slice(0, end)
    .split('\n')
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What stands in a cell as code. */
export function codesIn(cell: string): string[] {
  return Array.from(cell.matchAll(/`([^`]*)`/g), ([, code = '']) => code);
}
