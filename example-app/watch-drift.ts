import { setTimeout } from 'node:timers/promises';
import type { MetricSample } from './metric-samples.ts';
import { samplesOf } from './metric-samples.ts';
import { say } from './say.ts';

const everyMilliseconds = 1_000;

/** Which features of a version have drifted, by the latest reading and by the latest line in the log. */
interface Drift {
  seen: string;
  said: string;
}

/** Says in the log which features of which version have drifted, whenever that changes; until `stop`. */
export async function watchDrift(url: string, stop: AbortSignal): Promise<void> {
  const drifts = new Map<string, Drift>();
  while (!stop.aborted) {
    const response = await fetch(`${url}/metrics`).catch(() => undefined);
    if (response !== undefined) sayChanges(await response.text(), drifts);
    await setTimeout(everyMilliseconds, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** A change counts when it is read twice: of windows this short, some are beyond the threshold for a moment. */
function sayChanges(metrics: string, drifts: Map<string, Drift>): void {
  const verdicts = samplesOf(metrics, 'model_feature_drifted', {}).filter(isOfInput);
  for (const version of new Set(verdicts.map(versionOf))) {
    const drifted = verdicts.filter((verdict) => versionOf(verdict) === version && verdict.value === 1);
    const features = drifted.map(featureOf).join(', ');
    const { seen, said } = drifts.get(version) ?? { seen: '', said: '' };
    const isNew = features === seen && features !== said;
    drifts.set(version, { seen: features, said: isNew ? features : said });
    if (!isNew) continue;
    const state = features === '' ? 'nothing is drifted any more' : `drifted: ${features}`;
    say(`[drift] version ${version} ${state}; ${accuracyText(metrics, version)}`, 'yellow');
  }
}

/** Estimated at once, measured when the labels have come. */
function accuracyText(metrics: string, version: string): string {
  const wanted = { model_version: version, metric: 'accuracy' };
  const estimated = samplesOf(metrics, 'model_quality_estimated', wanted)[0]?.value;
  const measured = samplesOf(metrics, 'model_quality', { ...wanted, class: '' })[0]?.value;
  return `accuracy ${shareText(estimated)} estimated, ${shareText(measured)} measured`;
}

function shareText(share: number | undefined): string {
  return share === undefined ? 'not' : share.toFixed(2);
}

/** The output and the scores are watched too; they are features whose names begin with `@`. */
function isOfInput(verdict: MetricSample): boolean {
  return !featureOf(verdict).startsWith('@');
}

function featureOf({ labels }: MetricSample): string {
  return labels['feature'] ?? '';
}

function versionOf({ labels }: MetricSample): string {
  return labels['model_version'] ?? '';
}
