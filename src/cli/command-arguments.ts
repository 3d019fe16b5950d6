import { parseArgs } from 'node:util';
import { nearestName } from '../domain/nearest-name.ts';
import { UsageError } from './usage-error.ts';

/** A flag of a command, for the parser and for the help text. */
export interface Flag {
  /** What stands for its value in the help text; a flag without one is a switch. */
  readonly value?: string;
  readonly short?: string;
  /** Whether it may be given more than once. */
  readonly isRepeatable?: true;
  readonly help: string;
}

/** The flags and positional arguments that a command was called with. */
export class CommandArguments<Name extends string> {
  readonly positionals: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(positionals: readonly string[], values: ReadonlyMap<string, readonly string[]>) {
    this.positionals = positionals;
    this.#values = values;
  }

  /** Whether the flag was given. */
  has(name: Name): boolean {
    return this.#values.has(name);
  }

  text(name: Name): string | undefined {
    return this.#values.get(name)?.[0];
  }

  /** The values of a repeatable flag. */
  list(name: Name): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /** The names in a repeatable flag's values, which commas separate. */
  names(name: Name): readonly string[] {
    const names = this.list(name).flatMap((value) => value.split(','));
    return names.map((each) => each.trim()).filter((each) => each !== '');
  }
}

/**
 * Reads a command's arguments.
 *
 * @throws UsageError for a flag that the command does not have, or that is given otherwise than it should be.
 */
export function parseArguments<Name extends string>(
  args: readonly string[],
  flags: Readonly<Record<Name, Flag>>,
): CommandArguments<Name> {
  const known = new Map<string, Flag>(Object.entries(flags));
  const options = Object.fromEntries(
    Array.from(known, ([name, { value, short }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
    ]),
  );
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'option') take(token, known, values);
  }
  return new CommandArguments(positionals, values);
}

interface OptionToken {
  readonly name: string;
  /** As it was typed, dashes included. */
  readonly rawName: string;
  readonly value: string | undefined;
  /** Whether the value was joined to it: `--flag=value`. */
  readonly inlineValue: boolean | undefined;
}

function take(token: OptionToken, known: ReadonlyMap<string, Flag>, values: Map<string, string[]>): void {
  const { name, rawName, value } = token;
  const flag = known.get(name);
  if (flag === undefined) throw new UsageError(unknownFlag(rawName, known));
  const earlier = values.get(name);
  if (earlier !== undefined && flag.isRepeatable !== true) throw new UsageError(`${rawName} is given twice`);
  if (flag.value === undefined && value !== undefined) throw new UsageError(`${rawName} takes no value`);
  if (flag.value !== undefined && (value === undefined || value === '' || isFlag(token))) {
    throw new UsageError(`${rawName} needs a value: ${rawName} ${flag.value}`);
  }
  values.set(name, [...(earlier ?? []), value ?? '']);
}

/** Whether what should be the value is the next flag; a value that begins with a dash is joined by `=`. */
function isFlag({ value, inlineValue }: OptionToken): boolean {
  return inlineValue !== true && value !== undefined && value.length > 1 && value.startsWith('-');
}

function unknownFlag(rawName: string, known: ReadonlyMap<string, Flag>): string {
  const nearest = rawName.startsWith('--') ? nearestName(rawName.slice(2), known.keys()) : undefined;
  const hint = nearest === undefined ? 'see --help' : `did you mean --${nearest}?`;
  return `unknown flag ${rawName}; ${hint}`;
}
