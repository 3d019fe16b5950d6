import { ConfusionCounts } from '../statistics/confusion-counts.ts';
import { BoundedNames } from './bounded-names.ts';
import type { Drops } from './drops.ts';
import type { Limits } from './limits.ts';

/** Predictions by class, and labelled predictions by actual and predicted class. */
export class ClassCounts {
  readonly classes: BoundedNames;
  /** Classes of the confusion counts: the same names under a tighter limit, as the counts are its square. */
  readonly confusionClasses: BoundedNames;
  readonly confusion: ConfusionCounts;
  readonly #predicted: number[] = [];

  constructor(classes: readonly string[], limits: Limits, drops: Drops) {
    this.classes = new BoundedNames(limits.classes, () => drops.count('classes'));
    this.confusionClasses = new BoundedNames(limits.confusionClasses, () => drops.count('confusion_classes'));
    this.confusion = new ConfusionCounts(limits.confusionClasses + 1);
    for (const name of classes) {
      this.classes.indexOf(name);
      this.confusionClasses.indexOf(name);
    }
  }

  addPrediction(predicted: string): void {
    const index = this.classes.indexOf(predicted);
    this.#predicted[index] = (this.#predicted[index] ?? 0) + 1;
  }

  addLabel(actual: string, predicted: string): void {
    const names = this.confusionClasses;
    this.confusion.add(names.indexOf(actual), names.indexOf(predicted));
  }

  /** Predictions of the class with this index in `classes`. */
  predicted(index: number): number {
    return this.#predicted[index] ?? 0;
  }
}
