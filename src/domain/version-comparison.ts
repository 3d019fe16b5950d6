import { twoProportionZTest } from '../statistics/two-proportion-z-test.ts';
import type { Figure, QualityMetric } from './quality-metrics.ts';

/** Two versions of a model side by side, over the current window. */
export interface VersionComparison {
  readonly model: string;
  readonly a: string;
  readonly b: string;
  /** The figures that are shares of a count, where both versions have them. */
  readonly figures: readonly ComparedFigure[];
}

/** One figure of two versions. */
export interface ComparedFigure {
  readonly metric: QualityMetric;
  /** Empty for the whole model. */
  readonly class: string;
  readonly a: ComparedValue;
  readonly b: ComparedValue;
  /** That of `a` less that of `b`. */
  readonly difference: number;
  /** How often chance alone makes a difference this large, 0..1; absent where all came out alike. */
  readonly pValue?: number;
}

export interface ComparedValue {
  readonly value: number;
  readonly n: number;
}

/** One version and its figures. */
export interface VersionFigures {
  readonly model: string;
  readonly version: string;
  readonly figures: readonly Figure[];
}

/** Compares every share that both versions have. */
export function compareVersions(a: VersionFigures, b: VersionFigures): VersionComparison {
  const figures = a.figures.flatMap((figure) => {
    const other = b.figures.find((one) => one.metric === figure.metric && one.class === figure.class);
    return other === undefined ? [] : compareFigures(figure, other);
  });
  return { model: a.model, a: a.version, b: b.version, figures };
}

function compareFigures(a: Figure, b: Figure): ComparedFigure[] {
  if (a.hits === undefined || b.hits === undefined) return [];
  const test = twoProportionZTest(a.hits, a.n, b.hits, b.n);
  return [
    {
      metric: a.metric,
      class: a.class,
      a: { value: a.value, n: a.n },
      b: { value: b.value, n: b.n },
      difference: a.value - b.value,
      ...(test === undefined ? {} : { pValue: test.pValue }),
    },
  ];
}
