import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoPlan } from './changing-days.ts';
import { baselineFile } from './weather-model.ts';

/** What the demo says when it begins. */
export function demoGreeting(url: string, { phaseSeconds }: DemoPlan): string {
  return `Sending about 30 requests a second to ${url}. Version 2 of the model answers one in three,
version 1 the others; what would have been right follows some seconds later. Every ${Math.round(phaseSeconds)} s the days change to those
of a foggy month, which neither version knows well, or back. Open, and see the versions side by side:

  ${url}/monitor

In another terminal, curl ${url}/metrics shows what Prometheus would read.
Ctrl-C ends the demo with a summary. The request log follows, and between its lines what the monitor finds out.
`;
}

/** How to go on from the event log. */
export function reportHint(eventsFolder: string): string {
  const baselines = ['1', '2'].map((version) => relative('.', fileURLToPath(baselineFile(version))));
  const flags = baselines.map((file) => `--baseline ${file}`).join(' ');
  return `
Every prediction and label is in ${eventsFolder}. A report of them:

  npx express-model-monitor report ${eventsFolder}/* ${flags} -o report.html`;
}
