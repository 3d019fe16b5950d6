import assert from 'node:assert/strict';
import { twoProportionZTest } from '../../src/statistics/two-proportion-z-test.ts';
import type { StreamChunk } from '../oracles/streams.ts';
import { DELAY_SECONDS, oracleStreams } from './model-replica.ts';
import type { Answers } from './prometheus-query.ts';
import { requestsOf, type Share } from './replica-traffic.ts';

/** What a recipe has to answer when these shares were served; `stretch` is what `increase()` makes of a count of 1. */
export type DirectAnswer = (shares: readonly Share[], stretch: number) => Answers;

/** Of docs/promql.md, by the comment above the recipe. */
export const DIRECT_ANSWERS: Readonly<Record<string, DirectAnswer>> = {
  accuracy: figure('accuracy'),
  'error rate: server errors and clients that left': perVersion((share) => {
    const { answered, failed } = requestsOf(share);
    return failed / (answered + failed);
  }),
  'labelled predictions': perVersion(({ labelled }, stretch) => labelled * stretch),
  'label rate: labels that arrived over predictions made': perVersion(
    ({ labelled, predicted }) => labelled / predicted,
  ),
  'label delay: seconds within which nine of ten labels came': perVersion(delayOfNineInTen),
  'predicted-class share': perClass(predictedShares),
  'precision of one class': perVersion((share) => classesOf(share)['rain']?.['precision']),
  'recall of one class': perVersion((share) => classesOf(share)['rain']?.['recall']),
  'precision of each class': perClass(eachClass('precision')),
  'recall of each class': perClass(eachClass('recall')),
  'F1 of each class': perClass(eachClass('f1')),
  'macro precision of each class': perVersion(meanOfClasses('precision')),
  'macro recall of each class': figure('balanced_accuracy'),
  'macro F1 of each class': perVersion(meanOfClasses('f1')),
  'log loss': figure('log_loss'),
  'Brier score': figure('brier_score'),
  'calibration error (ECE): ten bins, classes pooled': figure('calibration_error'),
  MAE: figure('mae'),
  RMSE: figure('rmse'),
  'bias: above 0 where outputs are too high': figure('bias'),
  'MAPE, over truths that are not 0': figure('mape'),
  'accuracy of version 2 less that of version 1': (shares) => ({
    weather: accuracyOf(shares, '2') - accuracyOf(shares, '1'),
  }),
  'the same in standard errors': (shares, stretch) => ({
    weather: standardErrorsApart(shares) * Math.sqrt(stretch),
  }),
};

/** Of docs/feedback.md. Every replica has a store of its own, and gets no label that it does not know. */
export const FEEDBACK_ANSWERS: Readonly<Record<string, DirectAnswer>> = {
  'what became of labels': (shares) => ({
    joined: sumOf(shares, ({ labelled }) => labelled),
    unknown: 0,
    duplicate: 0,
    invalid: 0,
    expired: 0,
    evicted: 0,
  }),
  'share of labels that met no waiting prediction': () => ({ '': 0 }),
  'predictions that wait': (shares) => ({
    '': sumOf(shares, ({ predicted, labelled }) => predicted - labelled),
  }),
};

function sumOf(shares: readonly Share[], read: (share: Share) => number): number {
  return shares.reduce((sum, share) => sum + read(share), 0);
}

/** A value of the rows that a share has; none, or `null`, where it is 0/0. */
type ReadShare<Value> = (share: Share, stretch: number) => Value | null | undefined;

type ByClass = Readonly<Record<string, number | null | undefined>>;

function perVersion(read: ReadShare<number>): DirectAnswer {
  return (shares, stretch) => defined(shares.map((share) => [nameOf(share), read(share, stretch)] as const));
}

function perClass(readAll: ReadShare<ByClass>): DirectAnswer {
  return (shares, stretch) =>
    defined(
      shares.flatMap((share) =>
        Object.entries(readAll(share, stretch) ?? {}).map(
          ([name, value]) => [`${nameOf(share)} ${name}`, value] as const,
        ),
      ),
    );
}

function defined(entries: readonly (readonly [string, number | null | undefined])[]): Answers {
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, number] => typeof entry[1] === 'number'),
  );
}

function nameOf({ model, version }: Share): string {
  return `${model} ${version}`;
}

/** What scikit-learn says of the labelled rows of a share. */
function chunkOf({ model, labelled }: Share): StreamChunk['expected'] | undefined {
  if (labelled === 0) return undefined;
  const chunk = oracleStreams(model).chunks.find(({ upTo }) => upTo === labelled);
  assert.ok(chunk, `${model}.json has figures of its first ${labelled} rows`);
  return chunk.expected;
}

function figure(metric: string): DirectAnswer {
  return perVersion((share) => chunkOf(share)?.overall[metric]);
}

function classesOf(share: Share): NonNullable<StreamChunk['expected']['classes']> {
  return chunkOf(share)?.classes ?? {};
}

function eachClass(metric: string): ReadShare<ByClass> {
  return (share) =>
    Object.fromEntries(Object.entries(classesOf(share)).map(([name, figures]) => [name, figures[metric]]));
}

function meanOfClasses(metric: string): ReadShare<number> {
  return (share) => {
    const values = Object.values(classesOf(share)).flatMap((figures) => figures[metric] ?? []);
    return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
}

function predictedShares({ model, predicted }: Share): ByClass {
  const { task, rows } = oracleStreams(model);
  if (task === 'regression') return {};
  const shares: Record<string, number> = {};
  for (const { output } of rows.slice(0, predicted)) shares[output] = (shares[output] ?? 0) + 1 / predicted;
  return shares;
}

/** Four of five labels come within a minute, the fifth in the bucket up to ten. */
function delayOfNineInTen({ labelled }: Share): number | undefined {
  if (labelled === 0) return undefined;
  const late = Math.floor(labelled / DELAY_SECONDS.length);
  return 60 + (600 - 60) * ((0.9 * labelled - (labelled - late)) / late);
}

function accuracyOf(shares: readonly Share[], version: string): number {
  return figure('accuracy')(shares, 1)[`weather ${version}`] ?? Number.NaN;
}

function standardErrorsApart(shares: readonly Share[]): number {
  const hitsOf = (version: string): [hits: number, n: number] => {
    const n = shares.find((share) => nameOf(share) === `weather ${version}`)?.labelled ?? 0;
    return [Math.round(accuracyOf(shares, version) * n), n];
  };
  return twoProportionZTest(...hitsOf('2'), ...hitsOf('1'))?.z ?? Number.NaN;
}
