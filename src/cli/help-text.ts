import type { Command } from './command.ts';
import type { Flag } from './command-arguments.ts';

/** What the command line is called by. */
export const PROGRAM = 'express-model-monitor';

const WIDTH = 96;
const GAP = 2;

/** What `--help` shows for the command line as a whole. */
export function programHelp(commands: ReadonlyMap<string, Command>): string {
  const rows = Array.from(commands, ([name, { summary }]) => [name, summary] as const);
  return `Usage: ${PROGRAM} COMMAND [options]

Commands:
${inColumns(rows)}

Options:
${inColumns([
  ['-h, --help', 'show this, or with a command what that can do'],
  ['    --version', 'show the version'],
])}

Exit codes: 0 all is well, 1 a finding (check: something drifted), 2 it could not be done as asked.
`;
}

/** What `--help` shows for one command. */
export function commandHelp(name: string, { usage, description, flags }: Command): string {
  const rows = Object.entries(flags).map(([flag, spec]) => [flagText(flag, spec), spec.help] as const);
  return `Usage: ${PROGRAM} ${name} ${usage}

${description.map((paragraph) => wrapped(paragraph, WIDTH).join('\n')).join('\n\n')}

Options:
${inColumns([...rows, ['-h, --help', 'show this']])}
`;
}

function flagText(name: string, { short, value }: Flag): string {
  const letter = short === undefined ? '    ' : `-${short}, `;
  return `${letter}--${name}${value === undefined ? '' : ` ${value}`}`;
}

/** Two columns, the second one wrapped. */
function inColumns(rows: readonly (readonly [term: string, meaning: string])[]): string {
  const indent = 2 + Math.max(...rows.map(([term]) => term.length)) + GAP;
  return rows
    .map(([term, meaning]) => {
      const lines = wrapped(meaning, WIDTH - indent);
      return `  ${term}`.padEnd(indent) + lines.join(`\n${' '.repeat(indent)}`);
    })
    .join('\n');
}

function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
