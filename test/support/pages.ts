import { readFileSync } from 'node:fs';

/** The code blocks in this language on a page, such as `README.md` or `docs/quality.md`, in their order. */
export function codeBlocksOf(page: string, language: string): string[] {
  const text = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
  const blocks = text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'));
  return Array.from(blocks, ([, code = '']) => code);
}

/** The one code block in this language on a page in which these words stand. */
export function codeBlockWith(page: string, language: string, words: string): string {
  const blocks = codeBlocksOf(page, language).filter((code) => code.includes(words));
  if (blocks.length !== 1) throw new Error(`${page} has ${blocks.length} ${language} blocks with ${words}`);
  return blocks.join();
}
