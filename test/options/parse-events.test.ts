import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventsOptions, ModelMonitorOptions } from '../../src/index.ts';
import { parseOptions } from '../../src/options/parse-options.ts';
import { problemsOf } from '../support/option-problems.ts';

/** Nothing is written there: options are only read. */
const file = 'no-such-folder/events.jsonl';
const stream = { write: (): boolean => true };

test('no events are written unless it is asked for', () => {
  const off: readonly ModelMonitorOptions[] = [{}, { events: undefined }, { events: false }];
  assert.deepEqual(
    off.map((options) => parseOptions(options).events),
    [undefined, undefined, undefined],
  );
});

test('a path, or an object with a path, has its defaults', () => {
  const defaults = {
    target: { path: file, option: 'events' },
    rotation: undefined,
    sample: 1,
    features: false,
    maxBufferBytes: 8_388_608,
  };
  assert.deepEqual(parseOptions({ events: file }).events, defaults);
  const target = { path: file, option: 'events.file' };
  assert.deepEqual(parseOptions({ events: { file, sample: undefined } }).events, { ...defaults, target });
  assert.deepEqual(parseOptions({ events: { stream } }).events, { ...defaults, target: { stream } });
});

test('what is given is taken over', () => {
  const given: EventsOptions = {
    file,
    sample: 0.1,
    features: ['age', 'plan'],
    rotate: { maxBytes: 1000, every: '1d', keep: 7, gzip: true },
    maxBufferBytes: 5000,
  };
  assert.deepEqual(parseOptions({ events: given }).events, {
    target: { path: file, option: 'events.file' },
    rotation: { maxBytes: 1000, everySeconds: 86_400, keep: 7, packs: true },
    sample: 0.1,
    features: ['age', 'plan'],
    maxBufferBytes: 5000,
  });
});

test('a rotation needs to be told when, and keeps all files as they are by default', () => {
  const rotation = (rotate: EventsOptions['rotate']) =>
    parseOptions({ events: { file, rotate } }).events?.rotation;
  const rest = { keep: undefined, packs: false };
  assert.deepEqual(rotation({ maxBytes: 1 }), { maxBytes: 1, everySeconds: undefined, ...rest });
  assert.deepEqual(rotation({ every: '90s' }), { maxBytes: undefined, everySeconds: 90, ...rest });
  for (const rotate of [{}, { keep: 3, gzip: true }]) {
    assert.deepEqual(problemsOf({ events: { file, rotate } }), [
      { path: 'events.rotate', message: 'expected maxBytes, every or both in it' },
    ]);
  }
});

test('what is wrong is told member by member', () => {
  const events = {
    file,
    sample: 10,
    features: ['age', 7],
    rotate: { maxBytes: 0.5, every: 'daily', keep: 0, gzip: 'yes', max: 1 },
    maxBufferBytes: '8MB',
    samples: 1,
  };
  const count = 'a whole number of at least 1';
  assert.deepEqual(
    problemsOf({ events }).map(({ path, message }) => `${path}: ${message}`),
    [
      'events.rotate.every: expected a duration above 0: a number of seconds, or a string like "500ms", "10s", "5m", "24h", "7d", got "daily"',
      `events.rotate.maxBytes: expected ${count}, got 0.5`,
      `events.rotate.keep: expected ${count}, got 0`,
      'events.rotate.gzip: expected true or false, got "yes"',
      'events.rotate.max: unknown option; did you mean maxBytes?',
      'events.sample: expected a share from 0 to 1, got 10',
      'events.features: expected true or false or an array of feature names, got 7 at [1]',
      `events.maxBufferBytes: expected ${count}, got "8MB"`,
      'events.samples: unknown option; did you mean sample?',
    ],
  );
});

test('events go to a file or to a stream', () => {
  const either = 'expected either file or stream in it';
  const rows: readonly (readonly [events: unknown, path: string, message: string])[] = [
    [{}, 'events', either],
    [{ sample: 1 }, 'events', either],
    [{ file, stream }, 'events', either],
    [
      { stream: {} },
      'events.stream',
      'expected a stream, or an object with write(line), got an object whose write is undefined',
    ],
    [{ file: '' }, 'events.file', 'expected a non-empty string, got ""'],
    [
      { stream, rotate: { every: '1d' } },
      'events.rotate',
      'expected no rotation of a stream, only of a file',
    ],
    [{ file, rotate: '1d' }, 'events.rotate', 'expected an object of options, got "1d"'],
    [true, 'events', 'expected the path of a file, false or an object of options, got true'],
    ['', 'events', 'expected the path of a file, false or an object of options, got ""'],
  ];
  for (const [events, path, message] of rows) {
    assert.deepEqual(problemsOf({ events }), [{ path, message }]);
  }
});
