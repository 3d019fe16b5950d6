import assert from 'node:assert/strict';
import type { LabelEvent, PredictionEvent } from '../../src/domain/event.ts';
import type { Report } from '../../src/domain/report.ts';
import { label, prediction } from '../report/logged-events.ts';
import { runCommand } from './command-run.ts';

/** Minutes of an hour, each with a prediction whose label comes an hour later. */
export const ROWS: readonly number[] = Array.from({ length: 60 }, (_, index) => index);
export const PREDICTIONS: readonly PredictionEvent[] = ROWS.map((index) =>
  prediction(`row-${index}`, index, { output: index % 3 === 0 ? 'yes' : 'no', features: { size: index } }),
);
const LABELS = ROWS.map((index) => label(`row-${index}`, 60 + index, index % 4 === 0 ? 'yes' : 'no'));
export const EVENTS: readonly (PredictionEvent | LabelEvent)[] = [...PREDICTIONS, ...LABELS];

/** The report that the command prints. */
export async function reportOf(...args: readonly string[]): Promise<Report> {
  const { exitCode, stdout, stderr } = await runCommand('report', ...args, '--json');
  assert.equal(exitCode, 0, stderr);
  return JSON.parse(stdout);
}
