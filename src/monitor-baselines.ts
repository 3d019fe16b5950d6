import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Baseline } from './domain/baseline.ts';
import type { LearnRule } from './domain/baseline-plan.ts';
import type { Faults } from './domain/faults.ts';

/** Keeps learned baselines in their files, one after the other. */
export class BaselineKeeper {
  readonly #faults: Faults;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  keep(baseline: Baseline, { file }: LearnRule): void {
    if (file === undefined) return;
    this.#lastWrite = this.#lastWrite
      .then(() => addToFile(file, baseline))
      .catch((error: unknown) => this.#faults.report('baseline', error));
  }

  /** Resolves when everything learned is in its file. */
  close(): Promise<void> {
    return this.#lastWrite;
  }
}

/** One baseline is the whole file, several are a list; that of the same model version is replaced. */
async function addToFile(file: string, baseline: Baseline): Promise<void> {
  const others = (await baselinesIn(file)).filter(
    ({ model, version }) => model !== baseline.model || version !== baseline.version,
  );
  const content = others.length === 0 ? baseline : [...others, baseline];
  // A name of its own: another monitor may be writing to the same file.
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, JSON.stringify(content));
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

async function baselinesIn(file: string): Promise<readonly Baseline[]> {
  try {
    const content: Baseline | readonly Baseline[] = JSON.parse(await readFile(file, 'utf8'));
    return isList(content) ? content : [content];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function isList(content: Baseline | readonly Baseline[]): content is readonly Baseline[] {
  return Array.isArray(content);
}
