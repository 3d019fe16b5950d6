/** One line of a metrics page. */
export interface MetricSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of this name that have all of the wanted labels. */
export function samplesOf(metrics: string, name: string, wanted: Record<string, string>): MetricSample[] {
  const lines = metrics.matchAll(new RegExp(`^${name}(?:{(.*)})? (\\S+)$`, 'gm'));
  return Array.from(lines, ([, labels = '', value]) => ({
    labels: readLabels(labels),
    value: Number(value),
  })).filter(({ labels }) => Object.entries(wanted).every(([label, text]) => labels[label] === text));
}

/** The labels of this example need no escapes. */
function readLabels(text: string): Record<string, string> {
  const pairs = text.matchAll(/(\w+)="([^"]*)"/g);
  return Object.fromEntries(Array.from(pairs, ([, label, value]) => [label, value]));
}
