// What the event log costs per event: making the line, beside JSON.stringify of the same object, and the whole way to
// a file in CPU time of the process, beside a plain `stream.write` of the line; and what gathering lines for a tenth of
// a second saves over writing in every turn of the event loop. With the log off nothing is made: one test of an
// `undefined` per request.
//
//   npm run -s build && node --import tsx bench/micro/events.ts

import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setImmediate as endOfTurn } from 'node:timers/promises';
import { Drops } from '../../src/domain/drops.ts';
import { Faults } from '../../src/domain/faults.ts';
import type { ObservedPrediction } from '../../src/domain/pending-entry.ts';
import type { RequestRecord } from '../../src/domain/request-record.ts';
import { modelRules } from '../../test/domain/model-rules.ts';
import { builtModule } from './built-module.ts';

const { ModelState } =
  await builtModule<typeof import('../../src/domain/model-state.ts')>('domain/model-state.js');
const { secretNameTest } =
  await builtModule<typeof import('../../src/domain/secret-names.ts')>('domain/secret-names.js');
const { EventLog } = await builtModule<typeof import('../../src/events/event-log.ts')>('events/event-log.js');
const { EventQueue } =
  await builtModule<typeof import('../../src/events/event-queue.ts')>('events/event-queue.js');
const { FeatureText } =
  await builtModule<typeof import('../../src/events/feature-text.ts')>('events/feature-text.js');
const { FileTarget } =
  await builtModule<typeof import('../../src/events/file-target.ts')>('events/file-target.js');

const ROUNDS = 25;
const EVENTS = 20_000;
const TURNS = 2000;
const FEATURES = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`feature_${index}`, index + 0.5]),
);

const folder = mkdtempSync(join(tmpdir(), 'bench-events-'));
const state = new ModelState('weather', '1', modelRules({ classes: ['rain', 'snow', 'sun'] }));
const request: RequestRecord = {
  route: '/v1/models/:name',
  outcome: 'ok',
  statusCode: 200,
  latencySeconds: 0.001234,
  durationSeconds: 0.0015,
  modelName: 'weather',
  modelVersion: '1',
  predictionId: '8b6e2d8e-6c0b-4c0e-9d6a-0a6f1c8f9a11',
  prediction: 'sun',
  accuracy: undefined,
  unread: undefined,
  traceId: undefined,
};
const prediction = {
  id: '8b6e2d8e-6c0b-4c0e-9d6a-0a6f1c8f9a11',
  output: 'sun',
  scores: [0.1, 0.2, 0.7],
  features: FEATURES,
};
const row: ObservedPrediction = { prediction, state, observation: state.observe(prediction) };

/** A log into nothing, or into a file of its own. */
function logTo(file: string | undefined, features: boolean) {
  const drops = new Drops();
  const faults = new Faults();
  const lines: string[] = [];
  const nothing = {
    write: async (given: readonly string[]): Promise<number> => {
      lines[0] = given[0] ?? '';
      return given.length;
    },
    close: async (): Promise<void> => undefined,
  };
  const target =
    file === undefined ? nothing : new FileTarget({ path: file, rotation: undefined, faults, now: Date.now });
  const log = new EventLog({
    queue: new EventQueue({ target, maxBufferBytes: 1e9, drops }),
    features: new FeatureText({
      features,
      isSecretName: secretNameTest([]),
      mostValues: 200,
      onSkipped: () => drops.count('event_features'),
    }),
    sample: 1,
    faults,
    now: Date.now,
  });
  return { log, lines };
}

async function lineOf(features: boolean): Promise<string> {
  const { log, lines } = logTo(undefined, features);
  log.addRequest(request, [row]);
  await log.close();
  return lines[0] ?? '';
}

interface Case {
  readonly name: string;
  readonly events: number;
  readonly run: () => Promise<unknown>;
}

/** Nanoseconds of the process's CPU time per event: the 20th percentile, which a busy neighbour moves least. */
async function compare(title: string, cases: readonly Case[]): Promise<void> {
  const rounds = cases.map((): number[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { events, run }] of cases.entries()) {
      const before = process.cpuUsage();
      await run();
      const { user, system } = process.cpuUsage(before);
      rounds[index]?.push((1000 * (user + system)) / events);
    }
  }
  console.log(title);
  for (const [index, { name }] of cases.entries()) {
    const sorted = (rounds[index] ?? []).sort((a, b) => a - b);
    console.log(`  ${name.padEnd(50)} ${Math.round(sorted[Math.floor(ROUNDS / 5)] ?? 0)} ns`);
  }
}

async function writeAll(log: InstanceType<typeof EventLog>): Promise<void> {
  for (let index = 0; index < EVENTS; index += 1) log.addRequest(request, [row]);
  await log.close();
}

async function streamAll(line: string): Promise<void> {
  const stream = createWriteStream(join(folder, 'stream.jsonl'));
  for (let index = 0; index < EVENTS; index += 1) stream.write(line);
  stream.end();
  await finished(stream);
}

let characters = 0;
for (const features of [false, true]) {
  const line = await lineOf(features);
  const event: object = JSON.parse(line);
  const stringify = async (): Promise<void> => {
    for (let index = 0; index < EVENTS; index += 1) characters += JSON.stringify(event).length;
  };
  const file = join(folder, 'ours.jsonl');
  await compare(`${features ? '10' : 'no'} features, ${Buffer.byteLength(line)} bytes`, [
    { name: 'our line, into a file', events: EVENTS, run: () => writeAll(logTo(file, features).log) },
    { name: 'our line, into nothing', events: EVENTS, run: () => writeAll(logTo(undefined, features).log) },
    { name: 'JSON.stringify of the same object', events: EVENTS, run: stringify },
    { name: 'stream.write of a line that is there already', events: EVENTS, run: () => streamAll(line) },
  ]);
}
if (characters === 0) throw new Error('nothing was written');

const line = await lineOf(false);
await compare('one event in each turn of the event loop', [
  { name: 'no event', events: TURNS, run: () => inEachTurn(async () => undefined) },
  { name: 'our line, gathered', events: TURNS, run: gathered },
  { name: 'a line that is there already, written at once', events: TURNS, run: atOnce },
]);
rmSync(folder, { recursive: true });

async function inEachTurn(act: () => Promise<unknown>): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await act();
    await endOfTurn();
  }
}

async function gathered(): Promise<void> {
  const { log } = logTo(join(folder, 'gathered.jsonl'), false);
  await inEachTurn(async () => log.addRequest(request, [row]));
  await log.close();
}

async function atOnce(): Promise<void> {
  const handle = await open(join(folder, 'at-once.jsonl'), 'a');
  await inEachTurn(() => handle.write(line));
  await handle.close();
}
