import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { BaselineRow } from '../../src/index.ts';
import { prometheusRules } from '../../src/rules/prometheus-rules.ts';
import { ServedModel } from '../drift/served-model.ts';
import { seattleBaseline, weatherDays } from '../drift/weather.ts';
import { recordedExpressions } from '../rules/recorded-expressions.ts';
import { rulesInput } from '../rules/rules-input.ts';
import { assertClose } from '../statistics/assert-close.ts';
import { runProgram, skipWithout } from '../support/programs.ts';
import { startPrometheusWith } from '../support/prometheus-server.ts';
import { RULE_FILES, RULE_FILES_SINCE_START, WRITTEN_RULES } from './drift-rules.ts';
import { pooledDrift, type RowsByVersion } from './pooled-drift.ts';
import { type Answers, query, untilScraped } from './prometheus-query.ts';
import { overRange } from './recipes.ts';
import { serveInRange } from './served-range.ts';

const BASELINE = seattleBaseline();
const EXACT = 1e-9;
const THRESHOLD = 'model_version_feature:psi_threshold:value';
/** How far the fitted quantile behind the threshold is off at most. */
const FIT_ERROR = 0.000_27;
const BATCH = 500;
const DEADLINE_MS = 20_000;
const PAUSE_MS = 50;

/** Days of Seattle and New York, with all that can be wrong with a value in some of them. */
const SEATTLE = weatherDays('Seattle').map(damaged);
const NEW_YORK = weatherDays('New York').map(damaged);
const [FEWER_THAN_THIRTY, FEW] = [NEW_YORK.slice(0, 29), NEW_YORK.slice(100, 160)];

function damaged(day: BaselineRow, row: number): BaselineRow {
  if (row % 40 === 0) return { ...day, features: { ...day.features, wind: null } };
  if (row % 40 === 1) return { ...day, features: { ...day.features, temp_max: '7' }, output: 'hail' };
  return day;
}

function startReplica(t: TestContext): Promise<ServedModel> {
  return ServedModel.serve(t, { baseline: BASELINE }, (req) => ({ output: req.body.outputs }));
}

async function send(replica: ServedModel, version: string, days: readonly BaselineRow[]): Promise<void> {
  for (let from = 0; from < days.length; from += BATCH) {
    const batch = days.slice(from, from + BATCH);
    const body = {
      features: batch.map(({ features }) => features),
      outputs: batch.map(({ output }) => output),
    };
    await replica.predict(body, `/predictions/weather/${version}`);
  }
}

/** Splits the days of every version: a sixth to the first replica, a third to the second, half to the third. */
async function sendSplit(replicas: readonly ServedModel[], versions: RowsByVersion): Promise<void> {
  const places = [0, 1, 1, 2, 2, 2];
  for (const [place, replica] of replicas.entries()) {
    for (const [name, days] of Object.entries(versions)) {
      const [, version = ''] = name.split(' ');
      await send(
        replica,
        version,
        days.filter((_, row) => places[row % places.length] === place),
      );
    }
  }
}

/** What Prometheus has recorded by all of these rules after a moment. */
async function recordedAfter(
  prometheus: string,
  rules: readonly string[],
  moment: number,
): Promise<Recorded> {
  const deadline = Date.now() + DEADLINE_MS;
  for (const rule of rules) {
    while (!Object.values(await query(prometheus, `timestamp(${rule})`)).some((time) => time > moment)) {
      assert.ok(Date.now() < deadline, `${rule} is not recorded`);
      await delay(PAUSE_MS);
    }
  }
  return answersTo(prometheus, new Map(rules.map((rule) => [rule, rule])));
}

async function answersTo(
  prometheus: string,
  expressions: ReadonlyMap<string, string>,
  time?: number,
): Promise<Recorded> {
  const answers = Array.from(
    expressions,
    async ([name, expression]) => [name, await query(prometheus, expression, time)] as const,
  );
  return Object.fromEntries(await Promise.all(answers));
}

type Recorded = Readonly<Record<string, Answers>>;

function assertRecorded(recorded: Recorded, expected: Recorded, tolerance: number): void {
  const { [THRESHOLD]: found, ...others } = recorded;
  const { [THRESHOLD]: threshold, ...otherFigures } = expected;
  assertClose(others, otherFigures, tolerance);
  assertClose({ [THRESHOLD]: found }, { [THRESHOLD]: threshold }, tolerance + FIT_ERROR);
}

const skip = skipWithout('prometheus', 'prometheus');

test('the rules are valid', { skip: skipWithout('promtool', 'prometheus') }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const files = RULE_FILES.map((text, index) => {
    const file = join(folder, `${index}.yml`);
    writeFileSync(file, text);
    return file;
  });
  const { exitCode, stderr } = await runProgram('promtool', ['check', 'rules', ...files]);
  assert.deepEqual([exitCode, stderr], [0, '']);
});

test('the first of them are those that the command writes over an hour', () => {
  const written = prometheusRules({ ...rulesInput, windowSeconds: 3600 });
  const rules = written
    .split(/^(?= {6}- record: )/m)
    .filter((rule) => rule.includes(': model_version_feature'));
  assert.equal(WRITTEN_RULES.replace(/^.*?(?= {6}- record: )/s, ''), rules.join(''));
});

/** Three replicas, and a Prometheus that scrapes them and has the rules without a range. */
async function startScene(
  t: TestContext,
): Promise<{ readonly replicas: readonly ServedModel[]; readonly prometheus: string }> {
  const replicas = await Promise.all([1, 2, 3].map(() => startReplica(t)));
  const targets = replicas.map(({ url }) => url);
  const prometheus = await startPrometheusWith(t, { targets, rules: RULE_FILES_SINCE_START });
  return { replicas, prometheus };
}

test('over three replicas the rules record what all rows together say', { skip }, async (t) => {
  const { replicas, prometheus } = await startScene(t);
  const versions: RowsByVersion = {
    'weather 1': SEATTLE,
    'weather 2': NEW_YORK,
    'weather 3': FEWER_THAN_THIRTY,
    'weather 4': FEW,
  };
  await sendSplit(replicas, versions);
  const scraped = await untilScraped(prometheus, replicas.length);
  const expected = pooledDrift(BASELINE, versions);
  const rules = Object.keys(expected);
  await recordedAfter(prometheus, rules, scraped);
  // The second file reads what the first has recorded.
  const recorded = await recordedAfter(prometheus, rules, Date.now() / 1000);
  assertRecorded(recorded, expected, EXACT);
  const shares = recorded['model_version:drifted_features:ratio'];
  assert.deepEqual(shares, { 'weather 1': 0, 'weather 2': 3 / 4, 'weather 4': 3 / 4 });
});

test('over a range they say the same of the rows that came within it', { skip }, async (t) => {
  const { replicas, prometheus } = await startScene(t);
  const urls = replicas.map(({ url }) => url);
  const sendAll = async (days: readonly BaselineRow[]): Promise<void> => {
    for (const replica of replicas) await send(replica, '1', days);
  };
  // Every bin of every replica stands above 0 then, so that `increase()` stretches all counts alike.
  await sendAll([...SEATTLE, ...NEW_YORK]);
  const { seconds, end, stretch, tolerance } = await serveInRange(prometheus, urls, () => sendAll(NEW_YORK));
  const { 'model_version:drifted_features:ratio': _ofFeatures, ...expected } = pooledDrift(
    BASELINE,
    { 'weather 1': replicas.flatMap(() => NEW_YORK) },
    stretch,
  );
  const expressions = Array.from(recordedExpressions(RULE_FILES.join('')))
    .filter(([name]) => name in expected)
    .map(([name, expression]) => [name, overRange(expression, seconds)] as const);
  assertRecorded(await answersTo(prometheus, new Map(expressions), end), expected, tolerance);
});
