/** `npm run demo`: serves both versions of the weather model on `PORT`, sends them traffic, and compares notes at the end. */
import { readSeconds } from './demo-arguments.ts';
import { demoSummary } from './demo-summary.ts';
import { startExample } from './example-server.ts';
import { readMeasurements } from './measurements.ts';
import { runCommand } from './run-command.ts';
import { sendTraffic } from './send-traffic.ts';
import { traffic } from './traffic.ts';
import { watchDrift } from './watch-drift.ts';
import type { WeatherRow } from './weather-data.ts';
import { foggyDays, heldOutDays, weatherRows } from './weather-data.ts';

const seed = 2015;

/** When a demo without an end changes its traffic. */
const longestUnchangedSeconds = 30;

function changeSeconds(seconds: number): number {
  return Math.min(longestUnchangedSeconds, Math.round(seconds / 3));
}

/** All days of the year, and from then on those of one month. */
function changingDays(changesAt: number): () => readonly WeatherRow[] {
  const [usual, foggy] = [weatherRows(heldOutDays), weatherRows(foggyDays)];
  let hasChanged = false;
  return () => {
    if (performance.now() < changesAt) return usual;
    if (!hasChanged) console.log('[demo] from now on all days are of January 2015, a foggy month');
    hasChanged = true;
    return foggy;
  };
}

await runCommand(async (port, stop) => {
  const seconds = readSeconds(process.argv.slice(2));
  const server = await startExample(port);
  console.log(`Sending about 30 requests a second to ${server.url}. Version 2 of the model answers one in three,
version 1 the others; what would have been right follows some seconds later. After ${changeSeconds(seconds)} s all days are of a foggy
month, which neither version knows well. See them side by side, in another terminal:

  curl ${server.url}/metrics

Ctrl-C ends the demo with a summary. The request log follows.
`);

  const startedAt = performance.now();
  const ended = new AbortController();
  const watching = watchDrift(server.url, ended.signal);
  const requests = traffic(changingDays(startedAt + changeSeconds(seconds) * 1_000), seed);
  const report = await sendTraffic({ url: server.url, requests, seconds, stop });
  ended.abort();
  await watching;
  const secondsTaken = (performance.now() - startedAt) / 1_000;
  const measured = await readMeasurements(server.url);
  await server.stop();
  console.log(demoSummary({ report, measured, secondsTaken }));
});
