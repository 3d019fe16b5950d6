import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Import {
  /** As it stands in the import: `'./faults.ts'`, `'morgan'`. */
  readonly specifier: string;
  /** `import type` and `export type … from` leave nothing behind in the JavaScript. */
  readonly isTypeOnly: boolean;
}

export interface SourceFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

// Biome's formatting is what these count on: statements begin a line, strings have single quotes.
const FROM = /^(?:import|export)\s+(type\s)?[^'";]*?\bfrom\s+'([^']+)'/gm;
const FOR_EFFECT = /^import\s+'([^']+)'/gm;
const DYNAMIC = /\b(typeof\s+)?import\(\s*'([^']+)'/g;

/** Every TypeScript file of a folder, in order of path. */
export function sourceFilesIn(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path, text, imports: importsIn(text) };
    });
}

export function importsIn(text: string): Import[] {
  const withClause = [...text.matchAll(FROM), ...text.matchAll(DYNAMIC)];
  return [
    ...withClause.map(([, type, specifier = '']) => ({ specifier, isTypeOnly: type !== undefined })),
    ...Array.from(text.matchAll(FOR_EFFECT), ([, specifier = '']) => ({ specifier, isTypeOnly: false })),
  ];
}

export function isRelative({ specifier }: Import): boolean {
  return specifier.startsWith('.');
}

/** The file that a relative import of `path` means. */
export function targetOf(path: string, { specifier }: Import): string {
  return join(dirname(path), specifier).replaceAll('\\', '/');
}

/** The package that an import is from, its sub-path left out: `'node:fs'`, `'@scope/name'`. */
export function packageOf({ specifier }: Import): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
