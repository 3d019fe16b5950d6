import { parseArgs } from 'node:util';
import { BARE, TABLE_NAMES, TABLES, tableOf } from './tables.ts';

/** What `run.ts` was asked to do. */
export interface BenchOptions {
  names: readonly string[];
  /** How often every server is started anew. */
  processes: number;
  /** Of each process. */
  rounds: number;
  seconds: number;
  jsonFile: string | undefined;
}

/** A wrong command line: one line to print, no stack. */
export class UsageError extends Error {}

const MAX_ROUNDS = 10_000;
const MAX_PROCESSES = 1000;
const MIN_SECONDS = 0.1;
const MAX_SECONDS = 600;

function numberOption(name: string, text: string, [least, most]: readonly [number, number]): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${name} must be a number from ${least} to ${most}, not '${text}'`);
}

function wholeOption(name: string, text: string, most: number): number {
  const whole = numberOption(name, text, [1, most]);
  if (Number.isInteger(whole)) return whole;
  throw new UsageError(`--${name} must be a whole number, not '${text}'`);
}

/** The variants that a word stands for: the one of that name, or all of a table. */
function variantsOf(word: string): string[] {
  if (tableOf(word) !== undefined) return [word];
  const table = TABLE_NAMES.find((name) => name === word);
  if (table !== undefined) return Object.keys(TABLES[table]);
  const known = TABLE_NAMES.flatMap((name) => [`${name}:`, ...Object.keys(TABLES[name])]);
  throw new UsageError(`--variants knows no '${word}', only these, or all of a table: ${known.join(' ')}`);
}

/** The names asked for, once each, behind bare Express: everything is measured against it. */
function parseNames(text: string): string[] {
  const names = text.split(',').flatMap((word) => variantsOf(word.trim()));
  const bare = names.map((name) => BARE[tableOf(name) ?? 'variants']);
  return [...new Set([...bare, ...names])];
}

const DECLARED = {
  processes: { type: 'string', default: '4' },
  rounds: { type: 'string', default: '20' },
  seconds: { type: 'string', default: '0.25' },
  variants: { type: 'string', default: Object.keys(TABLES.variants).join(',') },
  json: { type: 'string' },
} as const;

function readArguments(args: string[]): ReturnType<typeof parseArgs<{ options: typeof DECLARED }>>['values'] {
  try {
    return parseArgs({ args, options: DECLARED }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * The options of `run.ts`: `--processes N --rounds N --seconds S --variants a,b --json FILE`.
 * @throws UsageError on anything else.
 */
export function parseOptions(args: string[]): BenchOptions {
  const values = readArguments(args);
  return {
    names: parseNames(values.variants),
    processes: wholeOption('processes', values.processes, MAX_PROCESSES),
    rounds: wholeOption('rounds', values.rounds, MAX_ROUNDS),
    seconds: numberOption('seconds', values.seconds, [MIN_SECONDS, MAX_SECONDS]),
    jsonFile: values.json,
  };
}
