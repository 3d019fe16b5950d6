import type { Baseline } from './baseline.ts';
import { isScoreFeature, scoreFeature } from './baseline-schema.ts';
import { type ClassScores, scoredName } from './class-scores.ts';
import { type FeatureBins, featureBins } from './feature-bins.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Features } from './prediction.ts';
import type { Meaning } from './task.ts';

/** What one prediction has to say to the features of a baseline. */
export interface FeatureRow {
  readonly features: Features | undefined;
  readonly meaning: Meaning;
  readonly scores: ClassScores | undefined;
}

/** What is too long to be inputs by position. */
export interface FeatureLimits {
  readonly mostValues: number;
  /** Told of every row that is left out. */
  readonly onSkipped?: () => void;
}

/** A feature that a row's inputs are asked for. */
interface Input {
  readonly bins: FeatureBins;
  /** Whether plain objects inherit something of this name. */
  readonly isInherited: boolean;
}

/**
 * The features of one baseline, in one array of counts: arrays of several slots of time, or of several processes, add
 * up place by place.
 */
export class FeatureTable {
  /** Length of an array of counts. */
  readonly places: number;
  /** The model's inputs, its scores, its output. */
  readonly features: readonly FeatureBins[];
  readonly #inputs: readonly Input[];
  readonly #scores: ReadonlyMap<string, FeatureBins>;
  readonly #prediction: FeatureBins | undefined;
  readonly #limits: FeatureLimits;

  constructor(
    { features, prediction, rows }: Baseline,
    limits: FeatureLimits = { mostValues: DEFAULT_LIMITS.features },
  ) {
    let places = 0;
    this.features = [...features, ...(prediction === undefined ? [] : [prediction])].map((feature) => {
      const bins = featureBins(feature, rows, places);
      places += bins.places;
      return bins;
    });
    this.places = places;
    const given = this.features.slice(0, features.length);
    this.#inputs = given
      .filter(({ name }) => !isScoreFeature(name))
      .map((bins) => ({ bins, isInherited: bins.name in Object.prototype }));
    const scores = given.filter(({ name }) => isScoreFeature(name));
    this.#scores = new Map(scores.map((bins) => [bins.name, bins]));
    this.#prediction = this.features[features.length];
    this.#limits = limits;
  }

  /** Whether somebody has to read the scores of a prediction. */
  get countsScores(): boolean {
    return this.#scores.size > 0;
  }

  /** Counts one prediction. A row whose inputs are not known has none missing either. */
  add(counts: Float64Array, { features, meaning, scores }: FeatureRow): void {
    this.#addInputs(counts, features);
    if (scores !== undefined) this.#addScores(counts, scores);
    if (this.#prediction === undefined) return;
    count(counts, this.#prediction, meaning.kind === 'class' ? meaning.name : meaning.value);
  }

  /** Handlers hand on anything, whatever the types say. */
  #addInputs(counts: Float64Array, features: unknown): void {
    if (typeof features !== 'object' || features === null) return;
    const list = this.#listIn(features);
    if (list !== undefined) this.#addListed(counts, list);
    else this.#addNamed(counts, features as Readonly<Record<string, unknown>>);
  }

  #addNamed(counts: Float64Array, features: Readonly<Record<string, unknown>>): void {
    for (const input of this.#inputs) count(counts, input.bins, namedValue(features, input));
  }

  /** Names by position are those of the baseline. A list beyond the limit is an image or the like. */
  #addListed(counts: Float64Array, features: ArrayLike<unknown>): void {
    if (features.length > this.#limits.mostValues) {
      this.#limits.onSkipped?.();
      return;
    }
    for (let index = 0; index < this.#inputs.length; index += 1) {
      count(counts, (this.#inputs[index] as Input).bins, listedValue(features, index));
    }
  }

  /** The values of a row without names of their own: a list, or a tensor that no feature is called like. */
  #listIn(features: object): ArrayLike<unknown> | undefined {
    try {
      if (isListed(features)) return features;
      const [first] = this.#inputs;
      if (first === undefined || first.bins.name in features) return undefined;
      return this.#inputs.some(({ bins }) => Object.hasOwn(features, bins.name))
        ? undefined
        : tensorValues(features as Readonly<Record<string, unknown>>);
    } catch {
      // The values of an object that cannot be looked at are invalid one by one.
      return undefined;
    }
  }

  #addScores(counts: Float64Array, scores: ClassScores): void {
    for (let index = 0; index < scores.values.length; index += 1) {
      const feature = this.#scores.get(scoreFeature(scoredName(scores, index)));
      if (feature !== undefined) count(counts, feature, scores.values[index]);
    }
  }
}

function count(counts: Float64Array, bins: FeatureBins, value: unknown): void {
  const place = bins.placeOf(value);
  counts[place] = (counts[place] as number) + 1;
}

/** What a getter or a Proxy of the handler's throws for is a value that the feature cannot have. */
const UNREADABLE = Number.NaN;

function namedValue(
  features: Readonly<Record<string, unknown>>,
  { bins: { name }, isInherited }: Input,
): unknown {
  try {
    return isInherited && !Object.hasOwn(features, name) ? undefined : features[name];
  } catch {
    return UNREADABLE;
  }
}

function listedValue(features: ArrayLike<unknown>, index: number): unknown {
  try {
    return features[index];
  } catch {
    return UNREADABLE;
  }
}

/** The values of a row that is one tensor: `{ x: [1, 2] }`, or `{ x_0: 1, x_1: 2 }` as Open Inference is read. */
function tensorValues(features: Readonly<Record<string, unknown>>): ArrayLike<unknown> | undefined {
  const names = Object.keys(features);
  const [first = ''] = names;
  if (names.length === 1) {
    const only = features[first];
    return isListed(only) ? only : undefined;
  }
  const tensor = first.slice(0, -'_0'.length);
  const isOne = names.length > 1 && names.every((name, index) => name === `${tensor}_${index}`);
  return isOne ? Object.values(features) : undefined;
}

/** Values by position: a list, or the typed array that a model runtime was given. */
function isListed(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}
