/** How many predictions had a truth to compare with, and for how many it was the same. */
export interface MeasuredAccuracy {
  readonly labelled: number;
  readonly right: number;
}

/** The accuracy the monitor has measured, read from `/metrics` as Prometheus would. */
export async function readAccuracy(url: string): Promise<MeasuredAccuracy> {
  const response = await fetch(`${url}/metrics`);
  const metrics = await response.text();
  return {
    labelled: sumOfSamples(metrics, 'model_accuracy_count'),
    right: sumOfSamples(metrics, 'model_accuracy_sum'),
  };
}

/** Adds up a sample over all its labels. */
function sumOfSamples(metrics: string, name: string): number {
  const samples = metrics.matchAll(new RegExp(`^${name}(?:{.*})? (\\S+)$`, 'gm'));
  return Array.from(samples, ([, value]) => Number(value)).reduce((sum, value) => sum + value, 0);
}
