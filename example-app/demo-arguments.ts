import { parseArgs } from 'node:util';
import { UsageError } from './run-command.ts';

const usage = 'usage: npm run demo -- [--seconds N]';

/** A day; beyond 24.8 days Node's timers overflow. */
const longestSeconds = 86_400;

/** How long the demo is to run; `Infinity` for until Ctrl-C. */
export function readSeconds(args: string[]): number {
  const text = parse(args);
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const seconds = Number(text);
  if (seconds > 0 && seconds <= longestSeconds) return seconds;
  throw new UsageError(
    `--seconds must be a number above 0, at most ${longestSeconds}, not '${text}'; ${usage}`,
  );
}

function parse(args: string[]): string | undefined {
  try {
    return parseArgs({ args, options: { seconds: { type: 'string' } } }).values.seconds;
  } catch {
    throw new UsageError(`cannot read the arguments '${args.join(' ')}'; ${usage}`);
  }
}
