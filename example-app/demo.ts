/** `npm run demo`: serves both versions of the weather model on `PORT`, sends them traffic, and compares notes at the end. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changingDays, planDemo } from './changing-days.ts';
import { readSeconds } from './demo-arguments.ts';
import { demoSummary } from './demo-summary.ts';
import { demoGreeting, reportHint } from './demo-texts.ts';
import { startExample } from './example-server.ts';
import { readMeasurements } from './measurements.ts';
import { runCommand } from './run-command.ts';
import { sendTraffic } from './send-traffic.ts';
import { ToldAlerts } from './told-alerts.ts';
import { traffic } from './traffic.ts';
import { watchDrift } from './watch-drift.ts';

const seed = 2015;

/** How far the page looks back. */
const retention = '5m';

/** A demo left running keeps its latest events. */
const rotate = { maxBytes: 20_000_000, keep: 4 };

await runCommand(async (port, stop) => {
  const seconds = readSeconds(process.argv.slice(2));
  const plan = planDemo(seconds);
  const alerts = new ToldAlerts();
  const eventsFolder = mkdtempSync(join(tmpdir(), 'weather-demo-'));
  const server = await startExample(port, {
    window: plan.windowSeconds,
    retention,
    notify: [alerts.tell],
    events: { file: join(eventsFolder, 'events.jsonl'), features: true, rotate },
  });
  console.log(demoGreeting(server.url, plan));

  const startedAt = performance.now();
  const secondsPassed = () => (performance.now() - startedAt) / 1_000;
  const ended = new AbortController();
  const watching = watchDrift(server.url, ended.signal);
  const requests = traffic(changingDays(plan, secondsPassed), seed);
  const report = await sendTraffic({ url: server.url, requests, seconds, stop });
  ended.abort();
  await watching;
  const secondsTaken = secondsPassed();
  const measured = await readMeasurements(server.url);
  await server.stop();
  console.log(demoSummary({ report, measured, alerts: alerts.counts, secondsTaken }));
  console.log(reportHint(eventsFolder));
});
