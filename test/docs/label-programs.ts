import { runPageProgram } from '../support/page-programs.ts';
import { codeBlockWith } from '../support/pages.ts';

/** A prediction and its label, by way of the store of the program above it. */
const JOIN = `
monitor.record({ id: 'loan-17', output: 'repaid' });
console.log(JSON.stringify(await monitor.label({ id: 'loan-17', truth: 'repaid' })));
await monitor.close();
`;

/** What the program with `JOIN` prints where the store does its work. */
export const JOINED = '[{"id":"loan-17","result":"joined"}]\n';

/** The program of docs/feedback.md in which these words stand. */
export function labelProgram(words: string): string {
  return codeBlockWith('docs/feedback.md', 'js', words);
}

/** Runs a program that makes a monitor with a store, and has it join a label. */
export function runJoin(program: string): ReturnType<typeof runPageProgram> {
  return runPageProgram(program + JOIN);
}
