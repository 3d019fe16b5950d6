import { setTimeout } from 'node:timers/promises';
import type { MetricSample } from './metric-samples.ts';
import { samplesOf } from './metric-samples.ts';

const everyMilliseconds = 1_000;

/** Says in the log which features of which version have drifted, whenever that changes; until `stop`. */
export async function watchDrift(url: string, stop: AbortSignal): Promise<void> {
  const said = new Map<string, string>();
  while (!stop.aborted) {
    const response = await fetch(`${url}/metrics`).catch(() => undefined);
    if (response !== undefined) sayChanges(await response.text(), said);
    await setTimeout(everyMilliseconds, undefined, { signal: stop }).catch(() => undefined);
  }
}

function sayChanges(metrics: string, said: Map<string, string>): void {
  const verdicts = samplesOf(metrics, 'model_feature_drifted', {});
  for (const version of new Set(verdicts.map(versionOf))) {
    const drifted = verdicts.filter((verdict) => versionOf(verdict) === version && verdict.value === 1);
    const features = drifted.map(({ labels }) => labels['feature']).join(', ');
    if (features === (said.get(version) ?? '')) continue;
    said.set(version, features);
    const state = features === '' ? 'nothing is drifted any more' : `drifted: ${features}`;
    console.log(`[drift] version ${version} ${state}; ${accuracyText(metrics, version)}`);
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

function versionOf({ labels }: MetricSample): string {
  return labels['model_version'] ?? '';
}
