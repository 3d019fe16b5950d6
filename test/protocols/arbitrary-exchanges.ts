import fc from 'fast-check';
import { tables } from './arbitrary-tables.ts';
import { ENCODINGS } from './encodings.ts';
import { type Body, formatRows } from './formats-table.ts';

/** One request over HTTP, and what the handler does with it. */
export interface FuzzExchange {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly answer: Answer;
}

/** What the handler gives to `res.json`, or to `res.send` under a type. */
export type Answer =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly type: string; readonly text: string };

interface Bodies {
  readonly url?: string;
  readonly contentType: string;
  readonly request: unknown;
  readonly response: unknown;
  readonly responseType: string;
}

const JSON_TYPE = 'application/json';
const TYPES = [
  JSON_TYPE,
  'text/csv',
  'application/jsonlines',
  'application/octet-stream',
  'text/html',
] as const;

/** Names, keys and values that somebody will send one day. */
const hostile = fc.constantFrom<unknown>(
  null,
  -1,
  0,
  2 ** 53,
  1e308,
  '',
  'NaN',
  '__proto__',
  [],
  {},
  [[]],
  [[[[[1]]]]],
  [null],
  JSON.parse('{"__proto__":{"output":1},"constructor":[1],"toString":"x","hasOwnProperty":null}'),
  JSON.parse(`${'['.repeat(2000)}1,2${']'.repeat(2000)}`),
  JSON.parse(`${'{"features":'.repeat(500)}1${'}'.repeat(500)}`),
  Array.from({ length: 5000 }, () => 0),
  Array.from({ length: 2000 }, () => []),
  { shape: [4294967296, 4294967296], values: [1] },
  { b64: 'AA==' },
);
const NAMES = [
  'instances',
  'inputs',
  'outputs',
  'predictions',
  'data',
  'features',
  'shape',
  'datatype',
  'names',
  'ndarray',
  'tensor',
  'columns',
  'dataframe_split',
  'examples',
  'results',
  'output',
  'scores',
  'trueLabel',
  'parameters',
  'id',
  'meta',
  '__proto__',
  'constructor',
  'length',
  '0',
] as const;
const named = fc.dictionary(fc.constantFrom(...NAMES), fc.oneof(hostile, fc.jsonValue({ maxDepth: 2 })), {
  maxKeys: 4,
});
const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), hostile, named, fc.array(named, { maxLength: 3 }));

/** Lists so deep that no recursion gets to their ground. */
const deep = `${'['.repeat(50_000)}1,2${']'.repeat(50_000)}`;
const deepText = fc.oneof(
  fc.constantFrom(...NAMES).map((name) => `{"${name}":${deep}}`),
  fc.constantFrom(
    deep,
    `{"data":{"names":[${deep},"b"],"ndarray":[[0.5,0.5]]}}`,
    `{"predictions":[{"classes":[${deep},"b"],"scores":[0.5,0.5]}],"modelVersionId":"1"}`,
    `{"outputs":[{"name":"y","shape":[1],"datatype":"BYTES","data":[${deep}]}]}`,
    `{"outputs":[{"name":"y","shape":[1,2],"datatype":"BYTES","data":["0.5:1",${deep}]}]}`,
  ),
);

/** What only a handler can answer: a JavaScript value that was never JSON. */
const javascriptValue = fc.constantFrom<unknown>(
  undefined,
  Float32Array.of(0.25, 0.75),
  { predictions: [Float64Array.of(0.5), new Date(0)] },
  { output: { toJSON: () => 'rain' } },
  { outputs: new Map([['x', 1]]) },
  { predictions: Array(3) },
  { output: -0, scores: Int8Array.of(1, 0) },
  { data: { ndarray: [new Uint8Array(4)] } },
  () => 1,
);

/** The examples of docs/formats.md, at paths of their own where these are predict paths. */
const corpus: readonly Bodies[] = formatRows().map(({ path, isMarked, request, answer }) => ({
  ...(isMarked ? {} : { url: path }),
  contentType: request.contentType,
  request: parsed(request),
  response: parsed(answer),
  responseType: answer.contentType,
}));

function parsed({ contentType, text }: Body): unknown {
  return contentType === JSON_TYPE ? JSON.parse(text) : text;
}

const valid: fc.Arbitrary<Bodies> = fc.oneof(
  fc.constantFrom(...corpus),
  ...ENCODINGS.map(({ values, encode }) =>
    tables(values).map((table) => ({ contentType: JSON_TYPE, responseType: JSON_TYPE, ...encode(table) })),
  ),
);

interface Mutation {
  /** Which way to go at each level, on a body seen as a tree. */
  readonly steps: readonly number[];
  readonly value: unknown;
  readonly how: 'replace' | 'remove' | 'rename' | 'repeat';
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  steps: fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }),
  value: anything,
  how: fc.constantFrom('replace', 'remove', 'rename', 'repeat'),
});

/** A body with one of its members changed; a body that is text, with a piece cut out. */
export function mutated(body: unknown, { steps, value, how }: Mutation): unknown {
  const [step = 0, ...others] = steps;
  if (typeof body === 'string') return body.slice(0, step) + body.slice(step + others.length);
  if (typeof body !== 'object' || body === null) return value;
  const members = Object.entries(body);
  const chosen = members[step % Math.max(members.length, 1)];
  if (chosen === undefined) return value;
  const [name, inner] = chosen;
  const changed = others.length > 0 ? mutated(inner, { steps: others, value, how }) : value;
  const isHere = others.length === 0;
  const copy = members.flatMap(([key, member]): (readonly [string, unknown])[] => {
    if (key !== name) return [[key, member]];
    if (isHere && how === 'remove') return [];
    if (isHere && how === 'rename') return [[NAMES[step % NAMES.length] ?? '', member]];
    if (isHere && how === 'repeat') return [[key, Array.from({ length: step }, () => member)]];
    return [[key, changed]];
  });
  return Array.isArray(body) ? copy.map(([, member]) => member) : Object.fromEntries(copy);
}

const bodies: fc.Arbitrary<Bodies> = fc.oneof(
  valid,
  fc
    .tuple(valid, fc.array(mutation, { minLength: 1, maxLength: 3 }), fc.array(mutation, { maxLength: 2 }))
    .map(([{ request, response, ...others }, asked, answered]) => ({
      ...others,
      request: asked.reduce(mutated, request),
      response: answered.reduce(mutated, response),
    })),
  fc.tuple(valid, deepText).map(([encoded, response]) => ({ ...encoded, response, responseType: JSON_TYPE })),
  fc.record({
    contentType: fc.constantFrom(...TYPES),
    responseType: fc.constantFrom(...TYPES),
    request: fc.oneof(anything, fc.string(), deepText),
    response: fc.oneof(anything, fc.string(), deepText),
  }),
);

const segment = fc.oneof(
  fc.constantFrom('credit', 'price', '__proto__', 'constructor', '%00', '%F0%9F%8E%B2', '%'),
  fc.stringMatching(/^[a-z0-9]{1,3}$/),
);
const path = fc.oneof(
  fc.constantFrom('/predict', '/invocations', '/predict?then=/invocations', '/deep/er/predict/'),
  fc
    .tuple(segment, segment, fc.constantFrom('predict', 'classify', 'regress'))
    .map(([model, version, verb]) => `/v1/models/${model}/versions/${version}:${verb}`),
  segment.map((model) => `/v2/models/${model}/infer`),
  fc.tuple(segment, segment).map(([model, version]) => `/predictions/${model}/${version}`),
);

const headerText = fc.stringMatching(/^[!-~]{1,40}$/);
const headers = fc.record(
  {
    'x-prediction-id': headerText,
    'ce-id': headerText,
    'x-request-id': headerText,
    traceparent: headerText,
    'inference-header-content-length': fc.constantFrom('0', '12', '-1', '99999999999999999999', 'x'),
    'x-amzn-sagemaker-custom-attributes': headerText,
  },
  { requiredKeys: [] },
);

export const exchanges: fc.Arbitrary<FuzzExchange> = fc
  .record({ bodies, path, headers, javascript: fc.option(javascriptValue, { freq: 15, nil: null }) })
  .map(({ bodies: { request, response, contentType, responseType, url }, javascript, ...others }) => ({
    path: url ?? others.path,
    headers: { ...others.headers, 'content-type': contentType },
    body: textOf(request),
    answer:
      javascript !== null
        ? { kind: 'json', value: javascript }
        : responseType === JSON_TYPE && typeof response !== 'string'
          ? { kind: 'json', value: response }
          : { kind: 'text', type: responseType, text: textOf(response) },
  }));

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
}
