import { codeBlocksOf } from '../support/pages.ts';
import { sinceStart } from './recipes.ts';

const RULE = /^ {6}- record: (\S+)\n {8}expr: (?:\|\n((?: {10}.*\n|\n)+)|(.*)\n)/gm;

/** The rules of docs/promql.md, a file each, as they stand there. */
export const RULE_FILES: readonly string[] = codeBlocksOf('docs/promql.md', 'yaml');

/** The same without any range. */
export const RULE_FILES_SINCE_START: readonly string[] = RULE_FILES.map(sinceStart);

/** Every rule of a file as one expression that needs no other rule of it, but for those that choose a feature. */
export function expressionsIn(file: string): ReadonlyMap<string, string> {
  const expressions = new Map<string, string>();
  for (const [, name = '', lines, line = ''] of file.matchAll(RULE)) {
    let expression = lines ?? line;
    for (const [before, itself] of expressions) {
      expression = expression.replaceAll(new RegExp(`\\b${before}\\b(?!\\{)`, 'g'), () => `(${itself})`);
    }
    expressions.set(name, expression);
  }
  return expressions;
}
