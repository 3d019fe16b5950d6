import type { MeasuredAccuracy } from './measured-accuracy.ts';
import type { TrafficReport } from './send-traffic.ts';

export interface DemoResult {
  readonly report: TrafficReport;
  /** From `/metrics`. */
  readonly measured: MeasuredAccuracy;
  readonly secondsTaken: number;
}

/** The end of the demo: what the client saw, beside what the monitor measured. */
export function demoSummary({ report, measured, secondsTaken }: DemoResult): string {
  const outcomes = Object.entries(report.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const sorted = report.latenciesMilliseconds.toSorted((a, b) => a - b);
  return [
    '',
    `Summary of ${secondsTaken.toFixed(1)} s`,
    `  requests  ${report.requests}: ${outcomes.join(', ')}`,
    `  accuracy  ${accuracyText(report)} by the client, from answers and truth`,
    `  accuracy  ${accuracyText(measured)} from /metrics, model_accuracy_sum / model_accuracy_count`,
    `  latency   p50 ${quantileText(sorted, 0.5)}, p95 ${quantileText(sorted, 0.95)}, seen by the client`,
  ].join('\n');
}

function accuracyText({ labelled, right }: MeasuredAccuracy): string {
  const accuracy = labelled === 0 ? 'unknown' : (right / labelled).toFixed(4);
  return `${accuracy} (${right} of ${labelled})`;
}

/** Nearest rank. */
function quantileText(sorted: readonly number[], share: number): string {
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  return value === undefined ? 'unknown' : `${value.toFixed(1)} ms`;
}
