import type { LabelCounts } from './late-labels.ts';
import type { ClassQuality, FeedbackCounts, Measurements } from './measurements.ts';
import type { TrafficReport } from './send-traffic.ts';
import type { AlertCounts } from './told-alerts.ts';
import type { VersionCounts } from './version-counts.ts';
import { nothingCounted } from './version-counts.ts';

export interface DemoResult {
  readonly report: TrafficReport;
  /** From `/metrics`. */
  readonly measured: Measurements;
  readonly alerts: ReadonlyMap<string, AlertCounts>;
  readonly secondsTaken: number;
}

/** The end of the demo: what the client saw, each time above what the monitor measured. */
export function demoSummary({ report, measured, alerts, secondsTaken }: DemoResult): string {
  const outcomes = Object.entries(report.outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  const latencies = report.latenciesMilliseconds.toSorted((a, b) => a - b);
  const versions = [...new Set([...report.versions.keys(), ...measured.versions.keys()])].sort();
  return [
    '',
    `Summary of ${secondsTaken.toFixed(1)} s`,
    `  requests   ${report.requests}: ${outcomes.join(', ')}`,
    `  latency    p50 ${quantileText(latencies, 0.5)}, p95 ${quantileText(latencies, 0.95)}, seen by the client`,
    `  labels     ${sentText(report.labels)}, by the client`,
    `             ${feedbackText(measured.feedback)}, from /metrics, model_feedback_total, _pending`,
    ...versions.flatMap((version) => [
      `  version ${version}  ${countsText(report.versions.get(version))} by the client, from answers and truth`,
      `             ${countsText(measured.versions.get(version))} from /metrics, model_accuracy_sum / _count`,
      ...measured.classes.filter((quality) => quality.version === version).map(qualityText),
    ]),
    `  alerts     ${alertsText(alerts)}`,
  ].join('\n');
}

function alertsText(alerts: ReadonlyMap<string, AlertCounts>): string {
  if (alerts.size === 0) return 'none';
  return Array.from(alerts, ([name, { fired, resolved }]) => `${name}: ${fired} fired, ${resolved} resolved`)
    .sort()
    .join('\n             ');
}

function sentText({ sent, sentAgain, never }: LabelCounts): string {
  return `${sent} sent late, ${sentAgain} sent again, ${never} never sent`;
}

function feedbackText({ joined, duplicate, pending }: FeedbackCounts): string {
  return `${joined} joined, ${duplicate} duplicate, ${pending} pending`;
}

function countsText({ requests, rows, right }: VersionCounts = nothingCounted): string {
  const accuracy = rows === 0 ? 'unknown' : (right / rows).toFixed(4);
  return `${requests} answers, accuracy ${accuracy} (${right} of ${rows} labelled days)`;
}

function qualityText({ name, precision, recall }: ClassQuality): string {
  const figures = `precision ${shareText(precision)}, recall ${shareText(recall)}`;
  return `             ${name}: ${figures} from /metrics, model_quality`;
}

function shareText(share: number): string {
  return Number.isNaN(share) ? 'unknown' : share.toFixed(4);
}

/** Nearest rank. */
function quantileText(sorted: readonly number[], share: number): string {
  const value = sorted[Math.ceil(share * sorted.length) - 1];
  return value === undefined ? 'unknown' : `${value.toFixed(1)} ms`;
}
