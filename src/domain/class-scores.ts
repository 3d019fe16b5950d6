import { type ClassRules, positiveIndex } from './class-rules.ts';

/** What a model said of every class of one row. */
export interface ClassScores {
  /** A probability per class; they sum to 1 but for rounding. */
  readonly values: readonly number[];
  /** The classes' names; a class without one is called by its position. */
  readonly names: readonly string[];
  /** The index of the positive class, of two classes. */
  readonly positive: 0 | 1 | undefined;
}

/** The names of two classes that have none. */
const POSITIONS: readonly string[] = ['0', '1'];

/** How far a probability vector's sum may be from 1 (32-bit models round). */
const SUM_TOLERANCE = 1e-3;

/**
 * Reads scores in any of their forms: a vector in the order of the classes, probabilities by class name, or one
 * number for the positive of two classes.
 *
 * @returns `undefined` for what is none of these.
 */
export function readScores(given: unknown, rules: ClassRules): ClassScores | undefined {
  if (typeof given === 'number') return readProbability(given, rules);
  if (Array.isArray(given)) return ofTwoOrMore(given, rules.classes, rules);
  return typeof given === 'object' && given !== null ? readNamed(given, rules) : undefined;
}

/** The name of the class whose score stands at this index. */
export function scoredName({ names }: ClassScores, index: number): string {
  return names[index] ?? String(index);
}

/** Whether the classes have names of their own, and not those of their positions. */
export function areNamed({ names }: ClassScores): boolean {
  return names.length > 0 && names !== POSITIONS;
}

/** Whether this is at least two numbers in 0..1 that sum to 1. */
export function isScoreVector(vector: readonly unknown[]): vector is readonly number[] {
  if (vector.length < 2) return false;
  let sum = 0;
  for (const value of vector) {
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) return false;
    sum += value;
  }
  return Math.abs(sum - 1) <= SUM_TOLERANCE;
}

function readProbability(probability: number, rules: ClassRules): ClassScores | undefined {
  const { classes } = rules;
  return classes.length === 2 ? ofOneOfTwo(probability, positiveIndex(classes, rules), rules) : undefined;
}

/** @param named - which of the two classes the probability is of. */
function ofOneOfTwo(probability: unknown, named: number, rules: ClassRules): ClassScores | undefined {
  if (!(typeof probability === 'number' && probability >= 0 && probability <= 1)) return undefined;
  const values = named === 1 ? [1 - probability, probability] : [probability, 1 - probability];
  return { values, names: rules.classes, positive: positiveIndex(rules.classes, rules) };
}

function readNamed(scores: object, rules: ClassRules): ClassScores | undefined {
  const given = Object.keys(scores);
  const { classes } = rules;
  const isKnown = given.every((name) => classes.includes(name));
  const [only] = given;
  if (isKnown && classes.length === 2 && given.length === 1 && only !== undefined) {
    return ofOneOfTwo(Reflect.get(scores, only), classes.indexOf(only), rules);
  }
  // Names nobody told of are in the same order in every process.
  const names = isKnown ? classes : given.sort();
  const values = names.map((name) => (Object.hasOwn(scores, name) ? Reflect.get(scores, name) : 0));
  return ofTwoOrMore(values, names, rules);
}

function ofTwoOrMore(
  values: readonly unknown[],
  names: readonly string[],
  rules: ClassRules,
): ClassScores | undefined {
  if (!isScoreVector(values)) return undefined;
  if (values.length !== 2) return { values, names, positive: undefined };
  const bothNames = names.length === 0 ? POSITIONS : names;
  const positive = bothNames.length === 2 ? positiveIndex(bothNames, rules) : undefined;
  return { values, names: bothNames, positive };
}
