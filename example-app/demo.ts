/** `npm run demo`: serves the weather model on `PORT`, sends it traffic, and at the end compares notes with it. */
import { readSeconds } from './demo-arguments.ts';
import { demoSummary } from './demo-summary.ts';
import { startExample } from './example-server.ts';
import { readAccuracy } from './measured-accuracy.ts';
import { runCommand } from './run-command.ts';
import { sendTraffic } from './send-traffic.ts';
import { traffic } from './traffic.ts';
import { weatherRows } from './weather-data.ts';

/** Days the model has not been trained on. */
const heldOutRows = weatherRows({ location: 'Seattle', years: [2014, 2015] });
const seed = 2014;

await runCommand(async (port, stop) => {
  const seconds = readSeconds(process.argv.slice(2));
  const server = await startExample(port);
  console.log(`Sending about 30 requests a second to ${server.url}/predict. Look at them in another terminal:

  curl ${server.url}/metrics

Ctrl-C ends the demo with a summary. The request log follows.
`);

  const startedAt = performance.now();
  const requests = traffic(heldOutRows, seed);
  const report = await sendTraffic({ url: server.url, requests, seconds, stop });
  const secondsTaken = (performance.now() - startedAt) / 1_000;
  const measured = await readAccuracy(server.url);
  await server.stop();
  console.log(demoSummary({ report, measured, secondsTaken }));
});
