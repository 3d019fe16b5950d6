import type { Faults } from '../domain/faults.ts';
import type { Collection } from './collection.ts';
import { createLabelWriter } from './label-pairs.ts';
import type { MetricReading, Sample } from './metrics-client.ts';

/** What is different between one text format and another. */
export interface ExpositionFormat {
  readonly contentType: string;
  /** @param names - of all metrics of the page. */
  describe(metric: MetricReading, names: ReadonlySet<string>): FamilyHead;
  escapeHelp(help: string): string;
  /** What follows the value of a sample; usually nothing. */
  writeExemplar(sample: Sample): string;
  /** @param families - each with its line breaks. */
  join(families: readonly string[]): string;
}

/** How a metric is announced, and what its samples are called unless they have names of their own. */
export interface FamilyHead {
  readonly name: string;
  readonly type: string;
  readonly sampleName: string;
}

/**
 * Writes a collection as text. We do this ourselves because prom-client fixes the format per registry, and
 * switching it renames the counters for good.
 *
 * @returns the page; a metric that cannot be written is left out of it and reported.
 */
export function writeExposition(collection: Collection, format: ExpositionFormat, faults: Faults): string {
  const { metrics, defaultLabels } = collection;
  const names = new Set(metrics.map((metric) => metric.name));
  const families = metrics.map((metric) =>
    faults.guard('metrics', '', () => {
      const { name, type, sampleName } = format.describe(metric, names);
      const writeLabels = createLabelWriter(defaultLabels);
      let text = `# HELP ${name} ${format.escapeHelp(metric.help)}\n# TYPE ${name} ${type}\n`;
      for (const sample of metric.values ?? []) {
        text += `${sample.metricName ?? sampleName}${writeLabels(sample)} ${formatNumber(sample.value)}`;
        text += `${format.writeExemplar(sample)}\n`;
      }
      return text;
    }),
  );
  return format.join(families.filter((text) => text !== ''));
}

/** A number as both formats spell it. */
export function formatNumber(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  return String(value);
}
