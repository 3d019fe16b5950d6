import { QuantileSketch } from '../statistics/quantile-sketch.ts';
import type { Outcome } from './request-record.ts';

/** The predict requests of one slot of time. */
export class TrafficCounts {
  readonly latencySeconds: QuantileSketch = new QuantileSketch();
  requests = 0;
  /** Server errors and aborts. */
  failures = 0;
  /** Predictions read: a batch has many. */
  predictions = 0;
  /** What could not be read, as often as it is counted in `model_predictions_unread_total`. */
  unread = 0;

  addRequest(outcome: Outcome, latencySeconds: number): void {
    this.requests += 1;
    if (outcome === 'server_error' || outcome === 'aborted') this.failures += 1;
    this.latencySeconds.add(latencySeconds);
  }

  merge(other: TrafficCounts): void {
    this.requests += other.requests;
    this.failures += other.failures;
    this.predictions += other.predictions;
    this.unread += other.unread;
    this.latencySeconds.merge(other.latencySeconds);
  }
}
