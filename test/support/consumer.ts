import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bareEnvironment, type PackedPackage } from './packed-package.ts';

const SCRIPTS = 'test/consumers';

/** What a user of the package has beside it: its dependencies and peers, and the types of Express. */
const INSTALLED = [
  ...['express', 'prom-client', 'morgan', 'on-finished', 'csv-parse', 'hyparquet', 'hyparquet-compressors'],
  ...['@types/node', '@types/express'],
];

const COMPILER_OPTIONS = {
  target: 'es2023',
  module: 'nodenext',
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  outDir: 'compiled',
};

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Someone else's project, with the packed package installed and the scripts of test/consumers in it. */
export class Consumer {
  readonly #folder: string;

  /** Copies the unpacked package and links the rest from our own `node_modules`: no registry is asked. */
  constructor({ folder, workspace }: PackedPackage) {
    this.#folder = workspace;
    const modules = join(workspace, 'node_modules');
    cpSync(folder, join(modules, 'express-model-monitor'), { recursive: true });
    for (const name of INSTALLED) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(resolve('node_modules', name), join(modules, name), 'junction');
    }
    for (const name of readdirSync(SCRIPTS)) {
      for (const copy of copiesOf(name)) cpSync(join(SCRIPTS, name), join(workspace, copy));
    }
    writeFileSync(join(workspace, 'package.json'), '{ "private": true }');
    writeFileSync(join(workspace, 'tsconfig.json'), JSON.stringify({ compilerOptions: COMPILER_OPTIONS }));
  }

  /** Compiles the TypeScript scripts into the folder `compiled`. */
  compile(): Promise<Ended> {
    return this.run(resolve('node_modules/typescript/bin/tsc'), '-p', '.');
  }

  /** Puts a file into the project. */
  write(name: string, content: string): void {
    writeFileSync(join(this.#folder, name), content);
  }

  /** Runs a script with Node to its end. */
  run(script: string, ...args: readonly string[]): Promise<Ended> {
    return endOf(process.execPath, [script, ...args], this.#folder);
  }
}

/** TypeScript is compiled for both module systems, which the name decides. */
function copiesOf(name: string): string[] {
  return name.endsWith('.ts') ? [name.replace(/ts$/, 'mts'), name.replace(/ts$/, 'cts')] : [name];
}

/** Runs a program to its end, whatever that is. */
export function endOf(program: string, args: readonly string[], folder = '.'): Promise<Ended> {
  return new Promise((resolveEnd, reject) => {
    const options = { cwd: folder, env: bareEnvironment() };
    execFile(program, args, options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : error.code;
      if (typeof exitCode === 'number') resolveEnd({ exitCode, stdout, stderr });
      else reject(error);
    });
  });
}
