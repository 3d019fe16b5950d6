import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The package as npm would publish it. */
export interface PackedPackage {
  readonly tarball: string;
  /** Where the tarball is unpacked. */
  readonly folder: string;
  /** Every file in it, from its root. */
  readonly files: readonly string[];
  /** A folder beside it for whatever a test needs, removed with it. */
  readonly workspace: string;
  remove(): Promise<void>;
}

/** Only what programs need to be found: no setting that npm gives to the scripts it runs. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'] };
}

/** Packs the package from `dist` as it stands. Nothing is built here: other tests run from `dist` meanwhile. */
export async function packPackage(): Promise<PackedPackage> {
  if (!existsSync('dist/index.js')) throw new Error('there is no dist to pack: run `npm run build` first');
  const root = await mkdtemp(join(tmpdir(), 'express-model-monitor-'));
  const pack = ['pack', '--ignore-scripts', '--offline', '--pack-destination', root];
  await execute('npm', pack, { env: bareEnvironment() });
  const tarball = join(root, readdirSync(root).join());
  await execute('tar', ['-xzf', tarball, '-C', root]);
  const folder = join(root, 'package');
  const workspace = join(root, 'workspace');
  await mkdir(workspace);
  return {
    tarball,
    folder,
    files: filesIn(folder),
    workspace,
    remove: () => rm(root, { recursive: true }),
  };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}
