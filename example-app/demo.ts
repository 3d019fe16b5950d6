/** `npm run demo`: serves both versions of the weather model on `PORT`, sends them traffic, and compares notes at the end. */
import { readSeconds } from './demo-arguments.ts';
import { demoSummary } from './demo-summary.ts';
import { startExample } from './example-server.ts';
import { readMeasurements } from './measurements.ts';
import { runCommand } from './run-command.ts';
import { sendTraffic } from './send-traffic.ts';
import { traffic } from './traffic.ts';
import { heldOutDays, weatherRows } from './weather-data.ts';

const seed = 2015;

await runCommand(async (port, stop) => {
  const seconds = readSeconds(process.argv.slice(2));
  const server = await startExample(port);
  console.log(`Sending about 30 requests a second to ${server.url}. Version 2 of the model answers one in three,
version 1 the others; what would have been right follows some seconds later. See them side by side, in another terminal:

  curl ${server.url}/metrics

Ctrl-C ends the demo with a summary. The request log follows.
`);

  const startedAt = performance.now();
  const requests = traffic(weatherRows(heldOutDays), seed);
  const report = await sendTraffic({ url: server.url, requests, seconds, stop });
  const secondsTaken = (performance.now() - startedAt) / 1_000;
  const measured = await readMeasurements(server.url);
  await server.stop();
  console.log(demoSummary({ report, measured, secondsTaken }));
});
