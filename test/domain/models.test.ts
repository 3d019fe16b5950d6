import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Models } from '../../src/domain/models.ts';
import { dropsOf, modelRules } from './model-rules.ts';

function namesOf(models: Models): string[] {
  return Array.from(models, ({ model, version }) => `${model}@${version}`);
}

test('a model version has one state, made at first sight', () => {
  const models = new Models(modelRules());
  assert.equal(models.state('a', '1'), models.state('a', '1'));
  assert.notEqual(models.state('a', '1'), models.state('a', '2'));
  assert.deepEqual(namesOf(models), ['a@1', 'a@2']);
});

test('each limit has its own @other, and what falls under it is counted', () => {
  const rules = modelRules({ limits: { models: 2, versions: 2, modelVersions: 3 } });
  const models = new Models(rules);
  for (const version of ['1', '2', '3', '4']) models.state('a', version);
  for (const version of ['1', '2']) models.state('b', version);
  for (const model of ['c', 'd']) models.state(model, '1');
  assert.deepEqual(namesOf(models), ['a@1', 'a@2', 'a@@other', 'b@1', 'b@@other', '@other@@other']);
  assert.deepEqual(dropsOf(rules), { versions: 2, model_versions: 1, models: 2 });
});

test('@other takes no place of a real name', () => {
  const rules = modelRules({ limits: { models: 1, versions: 2 } });
  const models = new Models(rules);
  assert.equal(models.knownState('scan', '1').model, '@other');
  for (const version of ['1', '2']) models.state('real', version);
  assert.equal(models.knownState('real', '99').version, '@other');
  assert.deepEqual(namesOf(models), ['@other@@other', 'real@1', 'real@2', 'real@@other']);
  assert.deepEqual(dropsOf(rules), {});
});

test('10,000 versions leave at most limit + 1 states', () => {
  const models = new Models(modelRules());
  for (let version = 0; version < 10_000; version += 1) models.state('m', `v${version}`);
  assert.equal(namesOf(models).length, 21);
});

test('names that differ only in what is cleaned away are one model', () => {
  const models = new Models(modelRules());
  assert.equal(models.state('a\nb', '1'), models.state('ab', '1'));
  assert.equal(models.state('__proto__', 'constructor'), models.state('__proto__', 'constructor'));
  assert.deepEqual(namesOf(models), ['ab@1', '__proto__@constructor']);
});
