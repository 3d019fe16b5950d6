import { BoundedNames } from './bounded-names.ts';
import type { Drops } from './drops.ts';
import type { Limits } from './limits.ts';

/** The classes of a model version, numbered, and its predictions by class. */
export class ClassCounts {
  readonly classes: BoundedNames;
  /** Classes of the confusion counts: the same names under a tighter limit, as the counts are its square. */
  readonly confusionClasses: BoundedNames;
  readonly #predicted: number[] = [];

  constructor(classes: readonly string[], limits: Limits, drops: Drops) {
    this.classes = new BoundedNames(limits.classes, () => drops.count('classes'));
    this.confusionClasses = new BoundedNames(limits.confusionClasses, () => drops.count('confusion_classes'));
    for (const name of classes) {
      this.classes.indexOf(name);
      this.confusionClasses.indexOf(name);
    }
  }

  addPrediction(predicted: string): void {
    const index = this.classes.indexOf(predicted);
    this.#predicted[index] = (this.#predicted[index] ?? 0) + 1;
  }

  /** Predictions of the class with this index in `classes`. */
  predicted(index: number): number {
    return this.#predicted[index] ?? 0;
  }
}
