import type { AlertEvent } from 'express-model-monitor';
import { say } from './say.ts';

/** How often an alert fired, and was over again. */
export interface AlertCounts {
  readonly fired: number;
  readonly resolved: number;
}

/** Says each alert in one line when it fires and when it is over, and counts them for the summary. */
export class ToldAlerts {
  /** By alert and version, as in `AccuracyFell of version 1`. */
  readonly counts = new Map<string, AlertCounts>();

  /** For the option `notify`. */
  readonly tell = ({ status, alert, subject, summary }: AlertEvent): void => {
    const name = `${alert} of version ${subject.version}`;
    const { fired, resolved } = this.counts.get(name) ?? { fired: 0, resolved: 0 };
    if (status === 'firing') this.counts.set(name, { fired: fired + 1, resolved });
    else this.counts.set(name, { fired, resolved: resolved + 1 });
    say(`[alert] ${status} ${alert}: ${summary}`, status === 'firing' ? 'red' : 'green');
  };
}
