import { type Duration, secondsOf } from '../domain/duration.ts';
import type { RotationRules } from '../events/rotation.ts';
import type { EventStream } from '../events/stream-target.ts';
import { arrayOf, callback, count, either, flag, objectWith, text } from './checks.ts';
import { duration } from './duration.ts';
import { type Check, OptionReader } from './option-reader.ts';
import { isPlainObject } from './plain-object.ts';

/** Where the event log is written, and what of. */
export interface EventsOptions {
  /** The file that lines are appended to; its name ends in `.jsonl`, so that our commands can read it. */
  readonly file?: string | undefined;
  /** A stream instead of a file, or anything with `write`, which gets one line at a time. */
  readonly stream?: EventStream | undefined;
  /** The share of predictions that are written, chosen by their ids; 1 by default. */
  readonly sample?: number | undefined;
  /** Whether the features are written, or which of them; `false` by default. */
  readonly features?: boolean | readonly string[] | undefined;
  /** When a new file is begun; by default never. */
  readonly rotate?: RotateOptions | undefined;
  /** What may wait to be written; 8 MiB by default. What comes beyond it is dropped, and counted. */
  readonly maxBufferBytes?: number | undefined;
}

/** When a new file is begun, and what becomes of the old ones, which get the time of their last line into their name. */
export interface RotateOptions {
  /** A new file before the old one would become larger. */
  readonly maxBytes?: number | undefined;
  /** A new file for each period: `'1d'` begins at midnight, `'1h'` at each full hour, in UTC. */
  readonly every?: Duration | undefined;
  /** How many old files are kept; by default all. */
  readonly keep?: number | undefined;
  /** Whether old files are packed; `false` by default. The newest of them is packed when the next one joins them. */
  readonly gzip?: boolean | undefined;
}

interface FileSetting {
  readonly path: string;
  /** The option that said so, for an error that only trying shows. */
  readonly option: string;
}

export interface EventsConfiguration {
  readonly target: FileSetting | { readonly stream: EventStream };
  readonly rotation: RotationRules | undefined;
  readonly sample: number;
  readonly features: boolean | readonly string[];
  readonly maxBufferBytes: number;
}

const DEFAULT_MAX_BUFFER_BYTES = 8 * 1024 * 1024;

const share: Check<number> = {
  expected: 'a share from 0 to 1',
  accepts: (value): value is number => typeof value === 'number' && value >= 0 && value <= 1,
};

const features = either(flag, arrayOf(text, 'an array of feature names'));
const stream = objectWith<EventStream>({ write: callback('') }, 'a stream, or an object with write(line)');

const group: Check<object> = { expected: 'an object of options', accepts: isPlainObject };

const off: Check<false> = { expected: 'false', accepts: (value): value is false => value === false };

const anyForm: Check<false | string | object> = {
  ...either(off, either(text, group)),
  expected: 'the path of a file, false or an object of options',
};

/** @returns `undefined` when no events are written, which is so unless it is asked for. */
export function parseEvents(options: OptionReader): EventsConfiguration | undefined {
  if ((options.read('events', anyForm) ?? false) === false) return undefined;
  const given = options.group('events', anyForm.expected, text);
  const isPath = typeof given === 'string';
  const reader = isPath ? OptionReader.empty() : given;
  const rotation = parseRotation(reader);
  const target = isPath ? { path: given, option: 'events' } : parseTarget(options, reader);
  const configuration = {
    rotation,
    sample: reader.read('sample', share) ?? 1,
    features: reader.read('features', features) ?? false,
    maxBufferBytes: reader.read('maxBufferBytes', count) ?? DEFAULT_MAX_BUFFER_BYTES,
  };
  reader.finish();
  return target && { target, ...configuration };
}

/** @returns `undefined` when it is not there, or wrong and reported. */
function parseTarget(options: OptionReader, reader: OptionReader): EventsConfiguration['target'] | undefined {
  const path = reader.read('file', text);
  const sink = reader.read('stream', stream);
  if (reader.has('file') === reader.has('stream')) {
    options.report('events', 'expected either file or stream in it');
    return undefined;
  }
  if (sink !== undefined && reader.has('rotate')) {
    reader.report('rotate', 'expected no rotation of a stream, only of a file');
  }
  if (path !== undefined) return { path, option: 'events.file' };
  return sink && { stream: sink };
}

function parseRotation(events: OptionReader): RotationRules | undefined {
  if (events.read('rotate', group) === undefined) return undefined;
  const reader = events.group('rotate', group.expected);
  const every = reader.read('every', duration);
  const rules = {
    maxBytes: reader.read('maxBytes', count),
    everySeconds: every && secondsOf(every),
    keep: reader.read('keep', count),
    packs: reader.read('gzip', flag) ?? false,
  };
  if (!reader.has('maxBytes') && !reader.has('every')) {
    events.report('rotate', 'expected maxBytes, every or both in it');
  }
  reader.finish();
  return rules;
}
