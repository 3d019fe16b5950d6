import { isObject, type JsonObject, member } from './body.ts';
import type { RowOutput } from './row-output.ts';
import { asList, type List, type Sequence } from './sequence.ts';
import type { Tensor } from './tensor.ts';

/** One class of Triton's classification extension: `value:index` or `value:index:label`. */
const CLASSIFICATION = /^(-?[\d.]+(?:e[-+]?\d+)?):(\d+)(?::(.*))?$/is;
/** What no class is called by chance: Triton writes floats with their fraction. */
const UNMISTAKABLE = /^-?\d+\.\d+(?:e[-+]?\d+)?:\d+(?::|$)/i;

/**
 * Reads a tensor of classification strings: per row the best classes, the highest value first.
 *
 * @returns `undefined` when the tensor holds something else.
 */
export function classificationsOf(tensor: Tensor, request: JsonObject): Sequence<RowOutput> | undefined {
  const { values, rows, width } = tensor;
  const first = values?.at(0);
  if (values === undefined || typeof first !== 'string' || !CLASSIFICATION.test(first)) return undefined;
  const count = countAskedFor(tensor.name, request) ?? (UNMISTAKABLE.test(first) ? width : undefined);
  if (count === undefined || (rows * width) % count !== 0) return undefined;
  return {
    length: (rows * width) / count,
    at: (row) => readClasses(values.slice(row * count, (row + 1) * count)),
  };
}

/** The number of classes per row that the request wants of this output. */
function countAskedFor(name: string, request: JsonObject): number | undefined {
  const outputs = asList(member(request, 'outputs'));
  for (let index = 0; index < (outputs?.length ?? 0); index += 1) {
    const output = outputs?.[index];
    if (!isObject(output) || member(output, 'name') !== name) continue;
    const parameters = member(output, 'parameters');
    const count = isObject(parameters) ? member(parameters, 'classification') : undefined;
    if (typeof count === 'number' && Number.isSafeInteger(count) && count > 0) return count;
  }
  return undefined;
}

function readClasses(texts: List): RowOutput {
  const scores: [label: string, score: number][] = [];
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index];
    const match = typeof text === 'string' ? CLASSIFICATION.exec(text) : null;
    if (match === null) return {};
    const [, score, position, label] = match;
    scores.push([label ?? (position as string), Number(score)]);
  }
  return { output: scores[0]?.[0], scores: Object.fromEntries(scores) };
}
