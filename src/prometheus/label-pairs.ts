import type { Labels, Sample } from './metrics-client.ts';

const NO_LABELS: Labels = {};
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '"': '\\"' };

/** Text as it stands between the quotes of a label value; anything else is made text first. */
export function escapeQuoted(value: unknown): string {
  const text = String(value);
  // Nearly no label value needs it, and the test alone takes half the time of a replace that finds nothing.
  if (!/[\\\n"]/.test(text)) return text;
  return text.replace(/[\\\n"]/g, (character) => ESCAPES[character] ?? character);
}

/** `name="value",` for each label, with the comma at the end too. */
export function writeLabelPairs(labels: Labels): string {
  let pairs = '';
  for (const name in labels) pairs += `${name}="${escapeQuoted(labels[name])}",`;
  return pairs;
}

/**
 * Writes the `{…}` of one sample after the other, in prom-client's order: the sample's own labels, the
 * registry's default labels it does not have, its shared labels. Shared labels are formatted once for a
 * run of samples, which is most of the work of a histogram.
 */
export function createLabelWriter(defaultLabels: Labels): (sample: Sample) => string {
  const defaults = Object.keys(defaultLabels).map((name): [string, string] => [
    name,
    writeLabelPairs({ [name]: defaultLabels[name] }),
  ]);
  let shared = NO_LABELS;
  let sharedPairs = '';
  return ({ labels = {}, sharedLabels = NO_LABELS }) => {
    if (sharedLabels !== shared) {
      shared = sharedLabels;
      sharedPairs = writeLabelPairs(shared);
    }
    let pairs = writeLabelPairs(labels);
    for (const [name, pair] of defaults) {
      if (!Object.hasOwn(labels, name) && !Object.hasOwn(shared, name)) pairs += pair;
    }
    pairs += sharedPairs;
    return pairs === '' ? '' : `{${pairs.slice(0, -1)}}`;
  };
}
