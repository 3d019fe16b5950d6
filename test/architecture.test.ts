import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import {
  importsIn,
  isRelative,
  packageOf,
  type SourceFile,
  sourceFilesIn,
  targetOf,
} from './support/source-files.ts';

/**
 * The layers of docs/design.md, from the bottom: a file imports from its own part or from a layer below.
 * Parts that share a layer do not know each other. A new folder of src has to find its place here.
 */
const LAYERS: readonly (readonly RegExp[])[] = [
  [/^src\/statistics\//],
  [/^src\/domain\//],
  [/^src\/protocols\//],
  [/^src\/endpoint\//],
  [
    /^src\/express\//,
    /^src\/prometheus\//,
    /^src\/log\//,
    /^src\/stores\//,
    /^src\/notify\//,
    /^src\/page\//,
    /^src\/events\//,
  ],
  [/^src\/rules\//, /^src\/report\//],
  [/^src\/options\//],
  [/^src\/(?:monitor(?:-[a-z-]+)?|record-predictions)\.ts$/],
  [/^src\/index\.ts$/, /^src\/cli\//],
];

/** What a part may import besides our own files and Node's modules; nothing where it is not listed. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'src/express': ['on-finished'],
  'src/log': ['morgan'],
  'src/options': ['prom-client'],
  'src/stores': ['redis'],
  'src/cli': ['csv-parse', 'hyparquet', 'hyparquet-compressors'],
  'src/monitor.ts': ['prom-client'],
};

const FILE_NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test|\.d)?\.ts$/;
const DRAWERS = /^(?:utils?|types?|helpers?|common|misc)\b/;
const LONGEST_FILE = 250;

const source = sourceFilesIn('src');
const example = sourceFilesIn('example-app');
const everything = [
  ...source,
  ...example,
  ...['test', 'bench', 'docs'].flatMap((folder) => sourceFilesIn(folder)),
];
const manifest: {
  readonly name: string;
  readonly dependencies: object;
  readonly peerDependencies: object;
  readonly devDependencies: object;
} = JSON.parse(readFileSync('package.json', 'utf8'));

/** `path -> specifier` of every import in these files that breaks a rule. */
function importsThat(
  breakRule: (file: SourceFile, imported: SourceFile['imports'][number]) => boolean,
  files: readonly SourceFile[],
): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((imported) => breakRule(file, imported))
      .map(({ specifier }) => `${file.path} -> ${specifier}`),
  );
}

function layerOf(path: string): number {
  return LAYERS.findIndex((parts) => parts.some((part) => part.test(path)));
}

function partOf(path: string): RegExp | undefined {
  return LAYERS.flat().find((part) => part.test(path));
}

test('imports are found in every form, and types told from values', () => {
  const text = [
    "import { a, type B } from './a.ts';",
    "import type { C } from './c.ts';",
    'import {',
    '  d,',
    "} from './d.ts';",
    "import './effect.ts';",
    "export { e } from './e.ts';",
    "export type { F } from './f.ts';",
    "const lazy = await import('./architecture.test.ts');",
    "type G = typeof import('./support/source-files.ts');",
    "const from = 'no import from';",
  ].join('\n');
  const found = importsIn(text).map(({ specifier, isTypeOnly }) => `${specifier} ${isTypeOnly}`);
  assert.deepEqual(found.sort(), [
    './a.ts false',
    './architecture.test.ts false',
    './c.ts true',
    './d.ts false',
    './e.ts false',
    './effect.ts false',
    './f.ts true',
    './support/source-files.ts true',
  ]);
});

test('every file of src has a layer', () => {
  assert.deepEqual(
    source.filter(({ path }) => layerOf(path) === -1).map(({ path }) => path),
    [],
  );
});

test('a file imports from its own part or a layer below, never up, never beside', () => {
  const upwards = importsThat((file, imported) => {
    if (!isRelative(imported)) return false;
    const target = targetOf(file.path, imported);
    return partOf(file.path) !== partOf(target) && layerOf(file.path) <= layerOf(target);
  }, source);
  assert.deepEqual(upwards, []);
});

test('files of src do not import each other in a circle', () => {
  const dependencies = new Map(
    source.map((file) => [
      file.path,
      file.imports
        .filter((imported) => isRelative(imported) && !imported.isTypeOnly)
        .map((imported) => targetOf(file.path, imported)),
    ]),
  );
  assert.deepEqual(circleIn(dependencies), []);
  assert.deepEqual(circleIn(new Map(Object.entries({ a: ['b'], b: ['c', 'd'], c: [], d: ['b'] }))), [
    'b',
    'd',
    'b',
  ]);
});

/** The files of the first circle found, its first one again at the end; empty when there is none. */
function circleIn(dependencies: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const finished = new Set<string>();
  const follow = (path: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (finished.has(path)) return [];
    for (const next of dependencies.get(path) ?? []) {
      const circle = follow(next, [...trail, path]);
      if (circle.length > 0) return circle;
    }
    finished.add(path);
    return [];
  };
  for (const path of dependencies.keys()) {
    const circle = follow(path, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

test('statistics import nothing but themselves', () => {
  const files = source.filter(({ path }) => path.startsWith('src/statistics/'));
  const outside = importsThat(
    (file, imported) => !isRelative(imported) || !targetOf(file.path, imported).startsWith('src/statistics/'),
    files,
  );
  assert.deepEqual(outside, []);
});

test('a part of src imports only the packages it is there for', () => {
  const strangers = importsThat((file, imported) => {
    if (isRelative(imported) || imported.specifier.startsWith('node:')) return false;
    // What runs in the browser is bundled: test/browser/layers.test.ts.
    if (file.path.startsWith('src/page/browser/')) return false;
    const known = Object.entries(PACKAGES).filter(([part]) => file.path.startsWith(part));
    return !known.some(([, packages]) => packages.includes(packageOf(imported)));
  }, source);
  assert.deepEqual(strangers, []);
  const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const undeclared = Object.values(PACKAGES)
    .flat()
    .filter((name) => !declared.includes(name));
  assert.deepEqual(undeclared, []);
});

test('the example application imports what an npm user gets, and its own files', () => {
  const declared = [
    manifest.name,
    ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.devDependencies }),
  ];
  const foreign = importsThat((file, imported) => {
    if (isRelative(imported)) return !targetOf(file.path, imported).startsWith('example-app/');
    return !imported.specifier.startsWith('node:') && !declared.includes(packageOf(imported));
  }, example);
  assert.deepEqual(foreign, []);
});

test('every relative import names its file in full', () => {
  const paths = new Set(everything.map(({ path }) => path));
  const vague = importsThat(
    (file, imported) => isRelative(imported) && !paths.has(targetOf(file.path, imported)),
    everything,
  );
  assert.deepEqual(vague, []);
});

test('files are short, and named in kebab-case for what they export', () => {
  const long = everything.filter(({ text }) => text.trimEnd().split('\n').length > LONGEST_FILE);
  const misnamed = everything.filter(({ path }) => {
    const name = basename(path);
    return !FILE_NAME.test(name) || DRAWERS.test(name);
  });
  assert.deepEqual(
    [...long, ...misnamed].map(({ path }) => path),
    [],
  );
});

test('nothing is exported by default, and no warning is silenced in src', () => {
  const byDefault = everything.filter(({ text }) =>
    /^export (?:default\b|\{[^}]*\bas default\b)/m.test(text),
  );
  const silenced = source.filter(({ text }) => /@ts-(?:ignore|nocheck|expect-error)/.test(text));
  assert.deepEqual(
    [...byDefault, ...silenced].map(({ path }) => path),
    [],
  );
});
