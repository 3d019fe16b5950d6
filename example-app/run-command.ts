/** Wrong arguments or environment: the message is all the user needs. */
export class UsageError extends Error {}

/**
 * Runs one of the example's commands and turns what the user can mend into one line: exit code 2 for wrong use,
 * 1 for a port that cannot be had.
 *
 * @param command - given the port from `PORT` and a signal that is aborted by Ctrl-C or SIGTERM.
 */
export async function runCommand(command: (port: number, stop: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  // Not `once`: Ctrl-C may reach us twice, from the terminal and from npm.
  process.on('SIGINT', () => stop.abort());
  process.on('SIGTERM', () => stop.abort());
  try {
    await command(readPort(process.env['PORT'] ?? '3000'), stop.signal);
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}

function readPort(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError(`PORT must be a whole number from 0 to 65535, not '${text}'`);
}

/** @returns the exit code. */
function reportFailure(error: unknown): number {
  if (error instanceof UsageError) {
    console.error(error.message);
    return 2;
  }
  if (isListenError(error)) {
    const reason = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${error.code})`;
    console.error(`Port ${error.port} ${reason}: choose another, as in PORT=3001`);
    return 1;
  }
  throw error;
}

function isListenError(error: unknown): error is Error & { code: string; port: number } {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen';
}
