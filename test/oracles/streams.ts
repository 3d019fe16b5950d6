import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** A figure per metric; `null` where it is 0/0. */
export type StreamFigures = Readonly<Record<string, number | null>>;

/** A prediction of a model on real data, and what turned out to be right. */
export interface StreamRow {
  readonly features: Readonly<Record<string, number | string>>;
  /** A class name, or a number under regression. */
  readonly output: string | number;
  /** A probability per class, in the order of the stream's `classes`. */
  readonly scores?: readonly number[];
  readonly truth: string | number;
}

/** What scikit-learn says of all rows before number `upTo`. */
export interface StreamChunk {
  readonly upTo: number;
  readonly expected: {
    /** By the name of the metric, for the whole model. */
    readonly overall: StreamFigures;
    /** Precision, recall, f1 and specificity by class, of classes that occur; not under regression. */
    readonly classes?: Readonly<Record<string, StreamFigures>>;
  };
}

/** What Prometheus counters have reached after the last row. */
export interface StreamCounters {
  /** By the name of the sample; those without labels of their own. */
  readonly totals: Readonly<Record<string, number>>;
  readonly predictedClasses?: Readonly<Record<string, number>>;
  /** By actual class, then predicted class; pairs that do not occur are left out. */
  readonly confusion?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Per bin of the score, in order, over all classes. */
  readonly calibration?: Readonly<Record<'predictions' | 'positives' | 'scores', readonly number[]>>;
}

/** Predictions of a model on real data in a random order, and what scikit-learn says of the first n of them. */
export interface OracleStream {
  readonly source: string;
  readonly model: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly task: 'classification' | 'regression';
  /** In the order of the scores; absent without scores. */
  readonly classes?: readonly string[];
  /** With two classes only. */
  readonly positiveClass?: string;
  readonly rows: readonly StreamRow[];
  readonly chunks: readonly StreamChunk[];
  readonly counters: StreamCounters;
}

/** Two classes and ten with scores, classes without scores, and two regressions. */
export const STREAM_NAMES = ['breast-cancer', 'digits', 'weather', 'diabetes', 'flights'] as const;

export type StreamName = (typeof STREAM_NAMES)[number];

/** A stream with the answers of other programs; test/oracles/make_streams.py makes it. */
export function oracleStream(name: StreamName): OracleStream {
  const stream: OracleStream = JSON.parse(
    readFileSync(new URL(`./streams/${name}.json`, import.meta.url), 'utf8'),
  );
  assert.equal(stream.chunks.at(-1)?.upTo, stream.rows.length, `the chunks of ${name}.json cover its rows`);
  return stream;
}
