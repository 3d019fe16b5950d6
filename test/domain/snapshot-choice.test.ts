import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BaselineRow } from '../../src/domain/baseline-builder.ts';
import { BaselinePlan } from '../../src/domain/baseline-plan.ts';
import { Drops } from '../../src/domain/drops.ts';
import type { ModelChoice } from '../../src/domain/model-choice.ts';
import { Models } from '../../src/domain/models.ts';
import { type Snapshot, takeSnapshot } from '../../src/domain/snapshot.ts';
import { Baseline, type ComparedSnapshot } from '../../src/index.ts';
import { recordFaults } from '../support/recorded-faults.ts';
import { alertRule } from './alert-rules.ts';
import { AlertScene } from './alert-scene.ts';
import { modelRules } from './model-rules.ts';
import { labelled } from './observed-state.ts';
import { snapshotSourceOf } from './snapshot-source.ts';

function versionsIn({ models }: Snapshot): string[] {
  return models.map(({ model, version }) => `${model} ${version}`);
}

test('one model, or one version, is told alone, with what compares its versions', () => {
  const models = new Models(modelRules());
  for (const [model, version] of [
    ['m', '1'],
    ['n', '1'],
    ['m', '2'],
  ] as const) {
    for (const prediction of labelled('a/a')) models.state(model, version).observe(prediction);
  }
  const told = (choice: ModelChoice): unknown => {
    const snapshot = takeSnapshot(snapshotSourceOf(models), new Date(), choice);
    return [versionsIn(snapshot), snapshot.comparisons.map(({ model, a, b }) => [model, a, b])];
  };
  const ofM = ['m', '1', '2'];
  assert.deepEqual(told({}), [['m 1', 'm 2', 'n 1'], [ofM]]);
  assert.deepEqual(told({ model: 'm' }), [['m 1', 'm 2'], [ofM]]);
  assert.deepEqual(told({ model: 'm', version: '2' }), [['m 2'], []]);
  assert.deepEqual(told({ version: '1' }), [['m 1', 'n 1'], []]);
  assert.deepEqual(told({ model: 'q' }), [[], []]);
});

test('of the alerts those are told that are about it', () => {
  const scene = new AlertScene([alertRule({ metric: 'accuracy' })]);
  scene.predict({ wrong: 50 });
  scene.predict({ wrong: 50 }, scene.models.state('n', '7'));
  scene.pass();
  const source = snapshotSourceOf(scene.models, { alerts: scene.watch });
  const subjects = (choice: ModelChoice): unknown =>
    takeSnapshot(source, new Date(), choice).alerts?.map(
      ({ subject }) => `${subject.model} ${subject.version}`,
    );
  assert.deepEqual(subjects({}), ['m 1', 'n 7']);
  assert.deepEqual(subjects({ model: 'n' }), ['n 7']);
});

test('of more alerts than can be told of those that fire come first; of one version all are told', () => {
  const rules = Array.from({ length: 150 }, (_, index) =>
    alertRule({ name: `r${index}`, metric: 'accuracy' }),
  );
  const scene = new AlertScene(rules);
  scene.predict({ right: 50 });
  scene.predict({ wrong: 50 }, scene.models.state('n', '7'));
  scene.pass();
  const source = snapshotSourceOf(scene.models, { alerts: scene.watch });
  const told = (choice: ModelChoice): unknown => {
    const { alerts = [], alertsLeftOut } = takeSnapshot(source, new Date(), choice);
    const ofN = alerts.findLastIndex(({ subject }) => subject.model === 'n');
    return { alerts: alerts.length, ofN: ofN + 1, alertsLeftOut };
  };
  assert.deepEqual(told({}), { alerts: 200, ofN: 150, alertsLeftOut: 100 });
  assert.deepEqual(told({ model: 'n' }), { alerts: 150, ofN: 150, alertsLeftOut: undefined });
});

test('faults and drops are told where there were any', () => {
  const { faults } = recordFaults();
  const drops = new Drops();
  faults.report('log', new Error('full'));
  drops.count('rows', 3);
  const source = snapshotSourceOf(new Models(modelRules()), { faults, drops });
  const snapshot = takeSnapshot(source, new Date());
  assert.deepEqual(
    [snapshot.faults, snapshot.drops],
    [{ log: 1 }, [{ part: 'rows', reason: 'limit', count: 3 }]],
  );
});

const CLASSES = ['no', 'yes'];

/** A row of so many features of 0 or 1, of which the first few are always 1. */
function row(index: number, { features, always = 0 }: { features: number; always?: number }): BaselineRow {
  const values = Array.from({ length: features }, (_, feature) =>
    feature < always ? 1 : (index >> (feature % 3)) % 2,
  );
  const score = index % 2 === 0 ? 0.25 : 0.75;
  return {
    features: Object.fromEntries(values.map((value, feature) => [`f${feature}`, value])),
    output: score > 0.5 ? 'yes' : 'no',
    scores: [1 - score, score],
    truth: index % 8 < 2 ? 'no' : 'yes',
  };
}

/** Versions beside one baseline of so many features; in each, two more features have moved than in the one before. */
function comparedModels(versions: number, features: number): Models {
  const rows = Array.from({ length: 64 }, (_, index) => row(index, { features }));
  const baselines = new BaselinePlan();
  baselines.add({}, { baseline: Baseline.fromRows(rows, { createdAt: new Date(0), classes: CLASSES }) });
  const models = new Models(modelRules({ baselines, classes: CLASSES }));
  for (let version = 0; version < versions; version += 1) {
    const state = models.state('m', `${version}`);
    for (let index = 0; index < 64; index += 1) {
      const { truth: _, ...prediction } = row(index, { features, always: 2 * version });
      state.observe(prediction);
    }
  }
  return models;
}

function driftsIn(snapshot: Snapshot): ComparedSnapshot[] {
  return snapshot.models.map(({ drift }) =>
    drift === undefined || drift.baseline === 'learning' ? assert.fail('nothing is compared') : drift,
  );
}

test('with many features each version has those that moved most, and the counts of all', () => {
  const models = comparedModels(4, 130);
  const drifts = driftsIn(takeSnapshot(snapshotSourceOf(models), new Date()));
  assert.deepEqual(
    drifts.map(({ features, drifted }) => [features.length, drifted.features, drifted.of]),
    // The score of the positive class beside the inputs; @prediction is none of them.
    [0, 2, 4, 6].map((moved) => [50, moved, 131]),
  );
  const [, , , last] = drifts;
  const drifted = last?.features.filter(({ verdict }) => verdict === 'drifted').map(({ feature }) => feature);
  assert.deepEqual(drifted, ['f0', 'f1', 'f2', 'f3', 'f4', 'f5']);
});

test('of one version all features are told, and of several when there are not too many', () => {
  const one = takeSnapshot(snapshotSourceOf(comparedModels(4, 130)), new Date(), { version: '3' });
  const few = takeSnapshot(snapshotSourceOf(comparedModels(4, 100)), new Date());
  assert.deepEqual(
    [...driftsIn(one), ...driftsIn(few)].map(({ features }) => features.length),
    [132, 102, 102, 102, 102],
  );
});

test('the estimated accuracy is the same however much is told besides', () => {
  const source = snapshotSourceOf(comparedModels(4, 130));
  const [short] = driftsIn(takeSnapshot(source, new Date()));
  const [full] = driftsIn(takeSnapshot(source, new Date(), { version: '0' }));
  const { estimate: brief } = short ?? {};
  const { estimate: whole } = full ?? {};
  assert.deepEqual(Object.keys(brief ?? {}), ['rows', 'accuracy', 'accuracyInterval']);
  assert.equal(brief?.rows, whole?.rows);
  for (const [a, b] of [
    [brief?.accuracy, whole?.accuracy],
    [brief?.accuracyInterval?.lower, whole?.accuracyInterval?.lower],
  ]) {
    assert.ok(Math.abs((a ?? 0) - (b ?? 1)) < 1e-9);
  }
});
