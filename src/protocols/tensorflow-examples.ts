import { type Unread, unread } from '../domain/prediction.ts';
import { isObject, type JsonObject, member } from './body.ts';
import { joinRows } from './join-rows.ts';
import type { Batch, DecodeInput, DecodeLimits } from './protocol.ts';
import { type RowOutput, readRowOutput } from './row-output.ts';
import { asList, type List, mapped, type Sequence } from './sequence.ts';
import { truthIn } from './truth.ts';

/** Whether this is a classify or a regress request: both send `examples`. */
export function fitsExamples({ requestBody }: DecodeInput): boolean {
  return isObject(requestBody) && asList(member(requestBody, 'examples')) !== undefined;
}

/**
 * Reads classify and regress: examples with a common `context` in; per example a list of
 * `[label, score]`, or a number, out. The guide writes `result`, the server `results`.
 */
export function decodeExamples({ requestBody, responseBody, limits }: DecodeInput): Batch | Unread {
  const examples = isObject(requestBody) ? asList(member(requestBody, 'examples')) : undefined;
  if (examples === undefined || !isObject(responseBody)) return unread('format');
  const outputs = asList(member(responseBody, 'results') ?? member(responseBody, 'result'));
  if (outputs === undefined) return unread('output');
  const request = requestBody as JsonObject;
  const rows = withContext(examples, member(request, 'context'), limits);
  return joinRows({ rows, outputs, readOutput: readResult, truth: truthIn(requestBody) }, limits);
}

/** A context wider than features are counted is left out: it would be copied into every row. */
function withContext(examples: List, context: unknown, { features }: DecodeLimits): Sequence<unknown> {
  if (!isObject(context) || Object.keys(context).length > features) return examples;
  return mapped(examples, (example) => (isObject(example) ? { ...context, ...example } : example));
}

/** The scores by class, and the class that has the highest. */
function readResult(result: unknown): RowOutput {
  const pairs = pairsOf(result);
  if (pairs === undefined) return readRowOutput(result);
  const [top] = pairs.toSorted(([, a], [, b]) => b - a);
  return { output: top?.[0], scores: Object.fromEntries(pairs) };
}

type Pair = readonly [label: string, score: number];

/** Pairs of label and score; a model without labels sends empty ones, and its classes go by position. */
function pairsOf(result: unknown): readonly Pair[] | undefined {
  const list = asList(result);
  if (list === undefined || list.length === 0) return undefined;
  const pairs: Pair[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const pair = asList(list[index]);
    const [label, score] = [pair?.[0], pair?.[1]];
    if (pair?.length !== 2 || typeof label !== 'string' || typeof score !== 'number') return undefined;
    pairs.push([label === '' ? String(index) : label, score]);
  }
  return pairs;
}
