import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { isPinned } from './child.ts';
import { formatTable, LEGEND } from './format-table.ts';
import { measure, type Samples } from './measure.ts';
import { type BenchOptions, parseOptions, UsageError } from './options.ts';
import { summarizeAll } from './summary.ts';

/** Where the figures come from: without it they say nothing. */
function describeMachine(): Record<string, string | number | boolean> {
  return {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    isPinned,
  };
}

function report(samples: Samples, { processes, rounds, seconds, jsonFile }: BenchOptions): void {
  const machine = describeMachine();
  const tables = summarizeAll(samples);
  console.log(
    `${processes} times ${rounds} rounds of ${seconds} s, ${Object.entries(machine)
      .map((pair) => pair.join(' '))
      .join(', ')}\n`,
  );
  for (const [title, rows] of tables) console.log(`${formatTable(title, rows)}\n`);
  console.log(LEGEND);
  if (jsonFile === undefined) return;
  const json = {
    machine,
    processes,
    rounds,
    seconds,
    ...Object.fromEntries(tables),
    samples: Object.fromEntries(samples),
  };
  writeFileSync(jsonFile, `${JSON.stringify(json, null, 2)}\n`);
}

try {
  const options = parseOptions(process.argv.slice(2));
  report(await measure(options), options);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(`bench: ${error.message}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
