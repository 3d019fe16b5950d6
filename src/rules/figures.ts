import { eachClass } from './class-figures.ts';
import { FEATURE_FIGURES } from './drift-figures.ts';
import type { FigureMaker } from './figure.ts';
import { QUALITY_FIGURES } from './quality-figures.ts';
import { SERVICE_FIGURES } from './service-figures.ts';

/** Every figure that can be made of counters, by the name of the metric; of classes and features, that of each. */
export const FIGURES: Readonly<Record<string, FigureMaker>> = {
  ...SERVICE_FIGURES,
  ...QUALITY_FIGURES,
  ...FEATURE_FIGURES,
  precision: (counts) => eachClass(counts, 'precision'),
  recall: (counts) => eachClass(counts, 'recall'),
  f1: (counts) => eachClass(counts, 'f1'),
  specificity: (counts) => eachClass(counts, 'specificity'),
};
