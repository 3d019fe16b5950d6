// How long the `report` command takes for logs of 100,000 to 3,000,000 events with a baseline, and the peak memory of
// its process. The largest log takes 1.1 GB of the folder for temporary files.
//
//   npm run -s build && node --import tsx bench/micro/report.ts

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { loggedTraffic } from './logged-traffic.ts';

const EVENTS = [100_000, 300_000, 1_000_000, 3_000_000];
const BASELINE_EVENTS = 20_000;
const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
/** Runs before the command, and tells of it on standard error when it ends. */
const RESOURCES = `data:text/javascript,${encodeURIComponent(`
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    process.stderr.write(JSON.stringify({ maxRSS, cpu: (userCPUTime + systemCPUTime) / 1e6 }));
  });
`)}`;

const folder = mkdtempSync(join(tmpdir(), 'report-'));
try {
  const baseline = join(folder, 'baseline.json');
  run('baseline', await writeLog(BASELINE_EVENTS), '--model', 'weather', '--version', '1', '-o', baseline);
  console.log('   events     MB  seconds  seconds of CPU  peak MB');
  for (const events of EVENTS) {
    const path = await writeLog(events);
    const started = performance.now();
    const { maxRSS, cpu } = run('report', path, '--baseline', baseline, '-o', join(folder, 'report.html'));
    const seconds = (performance.now() - started) / 1000;
    const figures = [
      [events, 9],
      [Math.round(statSync(path).size / 1e6), 7],
      [seconds.toFixed(1), 9],
      [cpu.toFixed(1), 16],
      [Math.round(maxRSS / 1024), 9],
    ] as const;
    console.log(figures.map(([figure, width]) => String(figure).padStart(width)).join(''));
    rmSync(path);
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function writeLog(events: number): Promise<string> {
  const path = join(folder, `${events}.jsonl`);
  const file = createWriteStream(path);
  for (const event of loggedTraffic(events)) {
    if (!file.write(`${JSON.stringify(event)}\n`)) await once(file, 'drain');
  }
  await finished(file.end());
  return path;
}

interface Resources {
  /** In kB. */
  readonly maxRSS: number;
  /** In seconds. */
  readonly cpu: number;
}

function run(...args: readonly string[]): Resources {
  const { status, stderr } = spawnSync(process.execPath, ['--import', RESOURCES, MAIN, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stderr.slice(stderr.lastIndexOf('\n') + 1));
}
