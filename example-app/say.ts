import { styleText } from 'node:util';

/** Writes a line that stands out from the request log, where the terminal has colours. */
export function say(line: string, colour: 'cyan' | 'yellow' | 'red' | 'green'): void {
  const { stdout } = process;
  const hasColours = stdout.isTTY && stdout.hasColors();
  console.log(hasColours ? styleText(['bold', colour], line) : line);
}
