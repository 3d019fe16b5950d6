import { samplesOf } from './metric-samples.ts';
import type { CountsByVersion } from './version-counts.ts';

/** What the monitor says at the end, read from `/metrics` as Prometheus would. */
export interface Measurements {
  readonly versions: CountsByVersion;
  /** How good each version is at telling some of the classes, over the current window. */
  readonly classes: readonly ClassQuality[];
  readonly feedback: FeedbackCounts;
}

export interface ClassQuality {
  readonly version: string;
  readonly name: string;
  readonly precision: number;
  readonly recall: number;
}

/** What became of the labels that came late. */
export interface FeedbackCounts {
  readonly joined: number;
  readonly duplicate: number;
  /** Predictions that still wait for theirs. */
  readonly pending: number;
}

/** The two classes that most days are of. */
const shownClasses = ['rain', 'sun'];

export async function readMeasurements(url: string): Promise<Measurements> {
  const response = await fetch(`${url}/metrics`);
  const metrics = await response.text();
  return { versions: readVersions(metrics), classes: readClasses(metrics), feedback: readFeedback(metrics) };
}

function readVersions(metrics: string): CountsByVersion {
  const total = (name: string, wanted: Record<string, string>) =>
    samplesOf(metrics, name, wanted).reduce((sum, { value }) => sum + value, 0);
  const countsOf = (version: string) => ({
    requests: total('prediction_latency_seconds_count', { model_version: version, outcome: 'ok' }),
    rows: total('model_accuracy_count', { model_version: version }),
    right: total('model_accuracy_sum', { model_version: version }),
  });
  return new Map(versionsIn(metrics).map((version) => [version, countsOf(version)]));
}

function readClasses(metrics: string): ClassQuality[] {
  const figure = (labels: Record<string, string>) => firstValue(metrics, 'model_quality', labels);
  return versionsIn(metrics).flatMap((version) =>
    shownClasses.map((name) => {
      const ofClass = { model_version: version, class: name };
      return {
        version,
        name,
        precision: figure({ ...ofClass, metric: 'precision' }),
        recall: figure({ ...ofClass, metric: 'recall' }),
      };
    }),
  );
}

function readFeedback(metrics: string): FeedbackCounts {
  return {
    joined: firstValue(metrics, 'model_feedback_total', { result: 'joined' }),
    duplicate: firstValue(metrics, 'model_feedback_total', { result: 'duplicate' }),
    pending: firstValue(metrics, 'model_feedback_pending', {}),
  };
}

/** NaN where there is no such sample: a figure that nothing is known of is left out of the page. */
function firstValue(metrics: string, name: string, labels: Record<string, string>): number {
  return samplesOf(metrics, name, labels)[0]?.value ?? Number.NaN;
}

function versionsIn(metrics: string): string[] {
  return samplesOf(metrics, 'model_accuracy_count', {}).map(({ labels }) => labels['model_version'] ?? '');
}
