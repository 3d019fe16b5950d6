import type { TrafficReport } from './send-traffic.ts';
import type { CountsByVersion, VersionCounts } from './version-counts.ts';
import { nothingCounted } from './version-counts.ts';

export interface DemoResult {
  readonly report: TrafficReport;
  /** From `/metrics`. */
  readonly measured: CountsByVersion;
  readonly secondsTaken: number;
}

/** The end of the demo: for each version what the client saw, above what the monitor measured. */
export function demoSummary({ report, measured, secondsTaken }: DemoResult): string {
  const outcomes = Object.entries(report.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const latencies = report.latenciesMilliseconds.toSorted((a, b) => a - b);
  const versions = [...new Set([...report.versions.keys(), ...measured.keys()])].sort();
  return [
    '',
    `Summary of ${secondsTaken.toFixed(1)} s`,
    `  requests   ${report.requests}: ${outcomes.join(', ')}`,
    `  latency    p50 ${quantileText(latencies, 0.5)}, p95 ${quantileText(latencies, 0.95)}, seen by the client`,
    ...versions.flatMap((version) => [
      `  version ${version}  ${countsText(report.versions.get(version))} by the client, from answers and truth`,
      `             ${countsText(measured.get(version))} from /metrics, model_accuracy_sum / _count`,
    ]),
  ].join('\n');
}

function countsText({ requests, rows, right }: VersionCounts = nothingCounted): string {
  const accuracy = rows === 0 ? 'unknown' : (right / rows).toFixed(4);
  return `${requests} answers, accuracy ${accuracy} (${right} of ${rows} days)`;
}

/** Nearest rank. */
function quantileText(sorted: readonly number[], share: number): string {
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  return value === undefined ? 'unknown' : `${value.toFixed(1)} ms`;
}
