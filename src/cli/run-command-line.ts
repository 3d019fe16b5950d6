import { readFile } from 'node:fs/promises';
import { nearestName } from '../domain/nearest-name.ts';
import { baselineCommand } from './baseline-command.ts';
import { checkCommand } from './check-command.ts';
import { type Command, EXIT, type ExitCode, type Terminal } from './command.ts';
import { dashboardCommand } from './dashboard-command.ts';
import { commandHelp, PROGRAM, programHelp } from './help-text.ts';
import { printableText } from './printable-text.ts';
import { reportCommand } from './report-command.ts';
import { rulesCommand } from './rules-command.ts';
import { UsageError } from './usage-error.ts';

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['baseline', baselineCommand],
  ['check', checkCommand],
  ['report', reportCommand],
  ['rules', rulesCommand],
  ['dashboard', dashboardCommand],
]);

/** Runs the command line; whatever goes wrong is told in one line, unless the mistake is ours. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await run(args, terminal);
  } catch (error) {
    terminal.stderr.write(`${PROGRAM}: ${messageOf(error)}\n`);
    return EXIT.misuse;
  }
}

async function run([name, ...rest]: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (name === undefined) {
    terminal.stderr.write(programHelp(COMMANDS));
    return EXIT.misuse;
  }
  const command = COMMANDS.get(name);
  if (command === undefined) {
    terminal.stdout.write(await programText(name));
    return EXIT.fine;
  }
  if (!rest.some(isHelp)) return await command.run(rest, terminal);
  terminal.stdout.write(commandHelp(name, command));
  return EXIT.fine;
}

/** What is said without a command. */
async function programText(name: string): Promise<string> {
  if (isHelp(name)) return programHelp(COMMANDS);
  if (name === '--version') return `${await packageVersion()}\n`;
  const nearest = nearestName(name, COMMANDS.keys());
  const hint = nearest === undefined ? 'see --help' : `did you mean ${nearest}?`;
  throw new UsageError(`unknown command ${name}; ${hint}`);
}

async function packageVersion(): Promise<string> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version }: { version: string } = JSON.parse(manifest);
  return version;
}

function isHelp(argument: string): boolean {
  return argument === '--help' || argument === '-h';
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isOfTheSystem = 'syscall' in error;
  if (error instanceof UsageError || isOfTheSystem) return printableText(error.message);
  return error.stack ?? error.message;
}
