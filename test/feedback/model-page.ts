import type { StreamCounters, StreamFigures } from '../oracles/streams.ts';
import { samplesOf } from '../support/metrics-text.ts';

/** A sample of the only model on a page. */
interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Figures by class, empty for the model as a whole, and metric. */
export type FiguresByClass = Readonly<Record<string, StreamFigures>>;

function samplesIn(page: string): Sample[] {
  return Array.from(samplesOf(page), ([series, value]) => {
    const labels = Array.from(series.matchAll(/(\w+)="([^"]*)"/g), ([, name = '', text = '']) => [
      name,
      text,
    ]);
    return { name: series.split('{', 1)[0] ?? '', labels: Object.fromEntries(labels), value };
  });
}

/** What `model_quality` says on a page. */
export function qualityOn(page: string): FiguresByClass {
  const figures: Record<string, Record<string, number>> = {};
  for (const { name, labels, value } of samplesIn(page)) {
    if (name !== 'model_quality') continue;
    const { class: ofClass = '', metric = '' } = labels;
    figures[ofClass] = { ...figures[ofClass], [metric]: value };
  }
  return figures;
}

/** The counters of labels on a page; those that never counted are left out. */
export function labelCountersOn(page: string, names: Iterable<string>): StreamCounters {
  const samples = samplesIn(page).filter(({ value }) => value !== 0);
  const named = (name: string): Sample[] => samples.filter((sample) => sample.name === name);
  const totals = Array.from(names).flatMap((name) => named(name).map(({ value }) => [name, value] as const));
  const confusion: Record<string, Record<string, number>> = {};
  for (const { labels, value } of named('model_confusion_total')) {
    const { actual = '', predicted = '' } = labels;
    confusion[actual] = { ...confusion[actual], [predicted]: value };
  }
  const predicted = named('model_predicted_class_total').map(({ labels, value }) => [labels['class'], value]);
  const perBin = (name: string): number[] => sumPerBin(named(name));
  const isScored = named('model_scored_labels_total').length > 0;
  return {
    totals: Object.fromEntries(totals),
    ...(predicted.length === 0 ? {} : { predictedClasses: Object.fromEntries(predicted), confusion }),
    ...(isScored
      ? {
          calibration: {
            predictions: perBin('model_calibration_predictions_total'),
            positives: perBin('model_calibration_positives_total'),
            scores: perBin('model_calibration_score_total'),
          },
        }
      : {}),
  };
}

/** Over all classes, by the tenth that the upper edge of a bin is. */
function sumPerBin(samples: readonly Sample[]): number[] {
  const sums = Array.from({ length: 10 }, () => 0);
  for (const { labels, value } of samples) {
    const bin = Math.round(Number(labels['bin']) * 10) - 1;
    sums[bin] = (sums[bin] ?? 0) + value;
  }
  return sums;
}
